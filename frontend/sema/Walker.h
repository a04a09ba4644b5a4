// Walks of expressions. Chains such as 1+1+1..., f()()()... or a^(b)(c)^(d)(e)... make trees as deep as the text is
// long: all walks go down left operands by a loop. Other depth is bounded by ParseOptions::maxDepth.
#pragma once

#include "frontend/jsonata/Paths.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace aslc::sema {

/// Calls `visit` for every node of a syntax tree, in no particular order; where it gives false, not for those below.
void forEachNode(const jsonata::Node &root, llvm::function_ref<bool(const jsonata::Node &)> visit);

/// Whether there is a value that `$` and bare names refer to.
enum class Context : uint8_t { None, Present };

/// What variables live in: the expression as a whole, a Block, a Lambda, a Path that binds some by @ or #.
enum class Frame : uint8_t { Expression, Block, Lambda, Path };

/// Walks a path form in the order of evaluation and tells what names meet on the way.
class Walker {
public:
  virtual ~Walker() = default;
  void walk(const jsonata::Term &root, Context context);

protected:
  /// A variable is read as a value.
  virtual void onVariable(const jsonata::Term &variable, Context context) = 0;
  /// A bare name, `*` or `**` is read, as the first step of a path or alone.
  virtual void onName(const jsonata::Term &name, Context context) = 0;
  /// A function is called by its name: a Variable, or the Path of a bare name. `piped`: x in `x ~> $f(..)`.
  virtual void onCall(const jsonata::Term &callee, const jsonata::Term &call, const jsonata::Term *piped,
                      Context context) = 0;
  /// `x ~> $f`
  virtual void onChain(const jsonata::Term &function, Context context) = 0;
  virtual void onPath(const jsonata::Term &path) = 0;
  /// `variable := ..`. `certain`: it is evaluated whenever what comes after it in its frame is.
  virtual void onBind(const jsonata::Term &variable, bool certain) = 0;
  virtual void openFrame(Frame kind, const jsonata::Term &owner) = 0;
  virtual void closeFrame() = 0;

private:
  void visit(const jsonata::Term &term, Context context, bool certain = false);
  void operand(const jsonata::Term &term, Context context, bool certain);
  void rest(const jsonata::Term &term, Context context);
  void call(const jsonata::Term &call, const jsonata::Term *piped, Context context);
  void chained(const jsonata::Term &function, const jsonata::Term &argument, Context context);
  void frame(Frame kind, const jsonata::Term &owner, llvm::ArrayRef<const jsonata::Term *> statements, Context context);
  void postfixes(const jsonata::Term &term);
  void pairs(llvm::ArrayRef<jsonata::TermPair> pairs, Context context);
};

/// Whether a step of the path binds variables (@$v, #$i).
bool bindsVariables(const jsonata::Term &path);

} // namespace aslc::sema
