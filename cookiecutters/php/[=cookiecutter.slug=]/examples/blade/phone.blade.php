[% from "escape.jinja" import php %]
[% macro t(text) %]{{ __('[= php(text) =]') }}[% endmacro %]
[% macro ta(text) %][= t(text) =][% endmacro %]
[% macro uid(name) %]{{ $phone['uid'] }}-[= name =][% endmacro %]
[% macro comment(text) %]
{{--
[% for line in text.strip().splitlines() %]
[= ("  " ~ line).rstrip() =]
[% endfor %]
--}}
[% endmacro %]
[% set config = "{{ $phone['config'] }}" %]
{{-- $phone = (require base_path('[= cookiecutter.slug =]/load.php'))->data() --}}
[% include "phone/upstream.html" if cookiecutter.phone == "jscommunicator" else "phone/fragment.html" %]
