[% from "phone/strings.jinja" import strings %]
[% from "phone/chosen.jinja" import texts with context %]
// SPDX-License-Identifier: [= cookiecutter.licence =]

// What the phone says while it works; %s stands for a name or a number. The other texts are in index.html.
export default {
[% for key, _, _ in strings %]
  [= key =]: '[= texts[key] =]',
[% endfor %]
};
