// Which terms give streams of rows (Tuples.cpp) instead of values, and what their columns are called.
#pragma once

#include "frontend/jsonata/Paths.h"

#include <string>
#include <vector>

namespace aslc::lower {

/// The first step of a path from which on it works on rows; the number of its steps if there is none.
inline size_t firstBinding(const jsonata::Term &path) {
  auto binds = [](const jsonata::Term *step) { return step->tuple; };
  return llvm::find_if(path.items, binds) - path.items.begin();
}

/// Whether a Path, or what a Block ends with, gives rows to what follows it, such as its own group.
inline bool holdsRows(const jsonata::Term &term) {
  if (term.kind == jsonata::Kind::Path)
    return term.tuple && firstBinding(term) < term.items.size();
  if (term.kind != jsonata::Kind::Block || term.items.empty())
    return false;
  const jsonata::Term &last = *term.items.back();
  return !last.group && holdsRows(last);
}

/// Whether a term as a step gives rows to the path.
inline bool givesRows(const jsonata::Term &term) { return !term.group && holdsRows(term); }

/// Columns that are no variables: they begin with a blank.
inline constexpr llvm::StringLiteral sameColumn = " same", objectColumn = " object";
inline bool isHidden(llvm::StringRef name) { return name.starts_with(" "); }

/// The columns of new rows: what they are called, and where their values come from.
struct Columns {
  std::vector<std::string> names;
  llvm::SmallVector<int32_t> sources;

  /// A name that is there already keeps its place, as a member of an object does.
  void set(llvm::StringRef name, int32_t source) {
    auto it = llvm::find(names, name);
    if (it != names.end()) {
      sources[it - names.begin()] = source;
      return;
    }
    names.push_back(name.str());
    sources.push_back(source);
  }
  void keep(const std::vector<std::string> &old) {
    for (auto [i, name] : llvm::enumerate(old))
      if (!isHidden(name))
        set(name, int32_t(i));
  }
};

} // namespace aslc::lower
