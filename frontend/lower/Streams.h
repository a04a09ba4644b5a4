// Which terms give streams of rows (Tuples.cpp) instead of values.
#pragma once

#include "frontend/jsonata/Paths.h"

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

} // namespace aslc::lower
