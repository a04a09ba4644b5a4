// In the reference, a variable lives in an environment that lambdas hold by reference. Here it is an SSA value wherever that makes
// no difference, which is: it is assigned once, outside any loop, and every lambda that reads it is made after that (or is the
// very value assigned, which then refers to itself). Only in the other cases is it a cell on the heap.
//
//     ($x := 1; $f := function(){ $x })                 SSA: assigned once, before
//     ($f := function($n){ $n < 2 ? 1 : $f($n - 1) })   SSA: refers to itself
//     ($f := function(){ $g() }; $g := ...)             $g is a cell: read before it is assigned
//     items[$last := price; true]                       $last is a cell: assigned in a loop
//
// What runs for a row of a path that binds (@$v, #$i, %) has a frame of its own for each row. The parts of a transform run in the
// frame around it, but as those of a lambda.

#include "frontend/lower/Captures.h"
#include "frontend/lower/Streams.h"

#include "llvm/ADT/STLFunctionalExtras.h"

using namespace aslc;
using namespace aslc::lower;
using aslc::jsonata::Kind;
using aslc::jsonata::Term;

/// How a part of a term stands to it.
enum class Part { Same, Loop, Frame }; // evaluated once; for each item; in a frame of its own

/// Whether a step of a path that binds is a sort by which its rows begin: it runs as in any path.
static bool startsRows(const Term &path, size_t step) { return path.items[step]->kind == Kind::Sort && step == firstBinding(path); }

static void forEachPart(const Term &term, llvm::function_ref<void(const Term &, Part)> visit) {
  auto maybe = [&](const Term *part, Part how) {
    if (part)
      visit(*part, how);
  };
  Part inside = term.kind == Kind::Block || term.kind == Kind::Lambda ? Part::Frame : Part::Same;
  bool path = term.kind == Kind::Path;
  size_t bound = path ? firstBinding(term) : 0; // steps from here on run in the frames of rows
  if (path && bound == 0 && term.items[0]->cons)
    bound = 1;
  Part ofRows = holdsRows(term) || (path && firstBinding(term) < term.items.size()) ? Part::Frame : Part::Loop;
  maybe(term.lhs, inside);
  maybe(term.rhs, inside);
  maybe(term.third, inside);
  for (size_t i = 0; i < term.items.size(); ++i)
    visit(*term.items[i], !path ? inside : i < bound || startsRows(term, i) ? Part::Loop : Part::Frame);
  for (const jsonata::TermPair &pair : term.pairs) {
    visit(*pair.key, Part::Loop);
    visit(*pair.value, Part::Loop);
  }
  for (const jsonata::TermSort &key : term.terms)
    visit(*key.expression, Part::Loop);
  for (const jsonata::Stage &stage : term.stages)
    maybe(stage.predicate, Part::Loop);
  for (const Term *predicate : term.predicates)
    visit(*predicate, ofRows);
  if (term.group)
    for (const jsonata::TermPair &pair : *term.group) {
      visit(*pair.key, ofRows);
      visit(*pair.value, ofRows);
    }
}

namespace {

/// What happens to the variables of one frame, in the order of the text.
class Analysis {
public:
  struct Uses {
    unsigned assignments = 0;
    bool assignedInLoop = false;
    uint32_t assignedAt = UINT32_MAX; // where the (last) assignment ends
    const Term *value = nullptr;      // what it assigns
    uint32_t firstLambda = UINT32_MAX; // start of the first lambda that reads it, other than `value` itself
    bool readsItself = false;          // `value` is a lambda that reads it
  };

  /// The parts of a block or lambda that run in its frame; of anything else, all of it.
  void scan(const Term &scope) {
    if (scope.kind == Kind::Lambda)
      return walk(*scope.lhs, false, nullptr);
    if (scope.kind != Kind::Block)
      return walk(scope, false, nullptr);
    for (const Term *item : scope.items)
      walk(*item, false, nullptr);
  }

  /// Terms that are evaluated in a frame, which blocks and lambdas among them do not share.
  void scan(llvm::ArrayRef<const Term *> terms) {
    for (const Term *term : terms)
      walk(*term, false, nullptr);
  }

  std::map<std::string, bool> cells() const {
    std::map<std::string, bool> result;
    for (const auto &[name, uses] : names) {
      if (uses.assignments == 0)
        continue;
      bool captured = uses.firstLambda != UINT32_MAX || (uses.readsItself && uses.assignments > 1);
      bool certain = uses.assignments == 1 && uses.assignedAt <= uses.firstLambda;
      result[name] = uses.assignedInLoop || (captured && !certain);
    }
    return result;
  }

private:
  // Left spines can be as long as the text: they are gone down by a loop.
  void walk(const Term &top, bool loop, const Term *lambda) {
    for (const Term *term = &top; term;) {
      const Term *left = nullptr;
      note(*term, loop, lambda);
      bool isFunction = term->kind == Kind::Lambda || term->kind == Kind::Transform;
      const Term *inner = isFunction && !lambda ? term : lambda;
      forEachPart(*term, [&](const Term &part, Part how) {
        if (term->kind == Kind::Binary && &part == term->lhs)
          left = &part;
        else if (how == Part::Frame)
          walkInner(part, inner);
        else
          walk(part, loop || how == Part::Loop, inner);
      });
      term = left;
    }
  }

  /// A frame further in: its assignments are its own, but what it reads may be ours.
  void walkInner(const Term &term, const Term *lambda) {
    ++depth;
    walk(term, false, lambda);
    --depth;
  }

  void note(const Term &term, bool loop, const Term *lambda) {
    if (term.kind == Kind::Bind && depth == 0) {
      Uses &uses = names[term.lhs->text.str()];
      ++uses.assignments;
      uses.assignedInLoop |= loop || lambda;
      uses.assignedAt = term.range.end;
      uses.value = term.rhs;
    } else if (term.kind == Kind::Variable && lambda) {
      read(term.text, *lambda);
    } else if (term.kind == Kind::Transform) {
      read("clone", lambda ? *lambda : term); // it calls $clone
    }
  }

  void read(llvm::StringRef name, const Term &lambda) {
    Uses &uses = names[name.str()];
    if (uses.value == &lambda && lambda.kind == Kind::Lambda)
      uses.readsItself = true;
    else
      uses.firstLambda = std::min(uses.firstLambda, lambda.range.begin);
  }

  std::map<std::string, Uses> names;
  unsigned depth = 0; // frames between the one that is analysed and here
};

} // namespace

std::map<std::string, bool> lower::cellsOf(const Term &scope) {
  Analysis analysis;
  analysis.scan(scope);
  return analysis.cells();
}

std::map<std::string, bool> lower::cellsOf(llvm::ArrayRef<const Term *> parts) {
  Analysis analysis;
  analysis.scan(parts);
  return analysis.cells();
}

static void collectAssigned(const Term &top, std::set<std::string> &names) {
  for (const Term *term = &top; term;) {
    const Term *left = nullptr;
    if (term->kind == Kind::Bind)
      names.insert(term->lhs->text.str());
    forEachPart(*term, [&](const Term &part, Part how) {
      if (term->kind == Kind::Binary && &part == term->lhs)
        left = &part;
      else if (how == Part::Same)
        collectAssigned(part, names);
    });
    term = left;
  }
}

std::set<std::string> lower::assignedBy(const Term &term) {
  std::set<std::string> names;
  collectAssigned(term, names);
  return names;
}
