[% from "phone/strings.jinja" import strings %]
// SPDX-License-Identifier: [= cookiecutter.licence =]

// What the phone says while it works; %s stands for a name or a number. The other texts are in index.html.
export default {
[% for key, text, comment in strings %]
  [= key =]: [= text | tojson =],
[% endfor %]
};
