"""Texts that would run in a page that takes them for HTML, or lie in one that shows them as they are."""

from __future__ import annotations

from tests.phone.browser_helpers import PhonePage

# Each would set window.testHacked.
PAYLOADS = (
    "<script>testHacked=1</script>",
    "<img src=x onerror=testHacked=1>",
    "<svg onload=testHacked=1>",
    "<svg><script>testHacked=1</script></svg>",
    "<iframe srcdoc='<script>parent.testHacked=1</script>'></iframe>",
    "<details open ontoggle=testHacked=1>x</details>",
    "<input autofocus onfocus=testHacked=1>",
    "<video><source onerror=testHacked=1></video>",
    "<math><mtext></table><img src=x onerror=testHacked=1>",
    "<a href=javascript:testHacked=1>click</a>",
    '"><img src=x onerror=testHacked=1>',
    "'><img src=x onerror=testHacked=1>",
    "' autofocus onfocus='testHacked=1",
    "</p></li></ol><script>testHacked=1</script>",
    "<style>*{background:url(javascript:testHacked=1)}</style>",
    "<base href=https://evil.example/>",
    "<form action=javascript:testHacked=1><button>send</button></form>",
    "<template shadowrootmode=open><img src=x onerror=testHacked=1></template>",
    "javascript:testHacked=1",
    "{{constructor.constructor('testHacked=1')()}}",
    "${testHacked=1}",
    "&lt;img src=x onerror=testHacked=1&gt;",
    "%3Cimg%20src=x%20onerror=testHacked=1%3E",
    "<img src=x onerror=testHacked=1//",
    "<<script>testHacked=1//<</script>",
    "<noscript><p title='</noscript><img src=x onerror=testHacked=1>'>",
    "__proto__",
    "%s %1$s %%",
)

# Elements that are in no phone: where one is, somebody's text became HTML.
STRANGERS = "script, img, iframe, style, base, math, details, object, embed, link, a, [onerror], [onload], [onfocus]"


def is_inert(phone: PhonePage) -> bool:
    """Tell whether nothing that came from others was run or became HTML."""
    return not phone.page.evaluate("'testHacked' in window") and phone.root.locator(STRANGERS).count() == 0
