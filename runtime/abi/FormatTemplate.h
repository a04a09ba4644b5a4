// The template of States.Format in parts, as the compiler and the runtime take it.
#pragma once

#include <string>
#include <string_view>

namespace aslrt {

/// Calls `onText(text)` for what stands before, between and behind the places {} of a template, without escapes and maybe empty, and
/// `onPlace()` for each place. The template of a literal comes with its escapes, so that \{\} can be told from {}. Braces and backslashes
/// that stand otherwise are text: a template may also be data.
template <typename OnText, typename OnPlace> void splitTemplate(std::string_view rest, OnText onText, OnPlace onPlace) {
  std::string text;
  for (size_t special; (special = rest.find_first_of("{\\")) != rest.npos;) {
    text += rest.substr(0, special);
    rest.remove_prefix(special);
    bool isPlace = rest.starts_with("{}");
    bool isEscape = rest[0] == '\\' && rest.size() > 1 && std::string_view("{}\\'").find(rest[1]) != rest.npos;
    if (isPlace) {
      onText(std::string_view(text));
      onPlace();
      text.clear();
    } else {
      text += rest[isEscape];
    }
    rest.remove_prefix(isPlace || isEscape ? 2 : 1);
  }
  text += rest;
  onText(std::string_view(text));
}

} // namespace aslrt
