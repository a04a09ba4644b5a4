// JSONata expressions to the jsonata dialect.
#pragma once

#include "frontend/jsonata/Paths.h"
#include "frontend/lower/Depth.h"
#include "ir/json/Json.h"
#include "ir/jsonata/Jsonata.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace aslc::lower {

/// What an expression finds around itself.
class Surroundings {
public:
  virtual ~Surroundings() = default;
  /// Value of a variable bound outside the expression, or null if there is none.
  virtual mlir::Value variable(llvm::StringRef name) = 0;
  /// Whether there is one.
  virtual bool binds(llvm::StringRef name) const = 0;
  /// Value of $states.<member>, or of $states itself for ""; null where there is none.
  virtual mlir::Value states(llvm::StringRef member) = 0;
  /// Place of a part of the expression.
  virtual mlir::Location location(jsonata::Range range) = 0;
};

/// Lowers one expression at the builder's insertion point.
class ExpressionLowering {
public:
  ExpressionLowering(mlir::OpBuilder &builder, Surroundings &surroundings, aslrt::Dialect dialect)
      : builder(builder), surroundings(surroundings), dialect(dialect), depth(builder, dialect) {}
  /// `context` is what `$` and `$$` are at the top.
  mlir::Value lower(const jsonata::PathForm &form, const jsonata::Node &syntax, mlir::Value context);

private:
  using Term = jsonata::Term;
  using Value = mlir::Value;
  using Type = mlir::Type;

  // Variables: a frame for each block and lambda
  struct Variable {
    Value value;
    bool cell = false; // `value` is a cell
  };
  struct Frame {
    Frame *outer;
    std::map<std::string, Variable> variables; // ordered, so that what is made of them is the same in every run
    std::map<std::string, bool> cells;         // names that must be cells, from analysis
  };
  class FrameScope;
  Value read(llvm::StringRef name, mlir::Location loc);
  /// Whether the dialect has a built-in function of that name.
  bool hasBuiltin(llvm::StringRef name) const;
  /// Whether a name means the built-in function, not a variable that hides it.
  bool isBuiltin(llvm::StringRef name) const;
  /// Whether a name means anything.
  bool isBound(llvm::StringRef name) const;
  void assign(llvm::StringRef name, Value value, mlir::Location loc);
  Value variable(const Term &term);
  Value bind(const Term &term);

  // Terms by kind; evaluate() is JSONata's evaluate: the term, then its postfixes
  Value evaluate(const Term &term);
  Value core(const Term &term);
  Value constant(mlir::Attribute value, mlir::Location loc);
  Value undefined(mlir::Location loc);
  Value regex(const Term &term);
  // Operators
  Value spine(const Term &term);
  Value binary(const Term &term, Value lhs);
  Value logical(const Term &term, Value lhs);
  /// `tested`: what it gives, in tail position, is the left side of another one.
  Value orElse(const Term &term, Value lhs, bool inTail = false, bool tested = false);
  Value returned(const Term &part, bool tested);
  Value chain(const Term &term, Value lhs);
  Value condition(const Term &term);
  Value choose(mlir::Location loc, Value condition, llvm::ArrayRef<const Term *> branches, llvm::function_ref<Value()> then,
               llvm::function_ref<Value()> otherwise);
  Value truthy(Value value, mlir::Location loc);
  // Paths
  Value path(const Term &term);
  Value steps(const Term &path, size_t end, Value &array, bool *closed = nullptr);
  Value states(const Term &path, size_t &consumed);
  Value step(const Term &term, Value input, bool first, bool last);
  Value filter(const Term &predicate, Value input);
  Value sort(const Term &term, Value input);
  Value sortItems(const Term &term, Value input);
  // Paths that bind, in Tuples.cpp
  struct Stream {
    Value rows;                     // a builder, or a value whose items are rows of one column
    std::vector<std::string> names; // of the columns
    Value sorted; // i1, or null for false: the tuples are plain objects
    Value ended;  // i1, or null for false: for a group, there is no stream
  };
  /// How the body of an op sees its row. By default `$` is the item, and all columns are bound.
  struct RowMode {
    Value unbound = {};                                  // i1: names mean what they mean outside
    std::function<Value(mlir::Block &)> context = {};
  };
  Value rowPath(const Term &path);
  Value rowBlock(const Term &block);
  Stream rows(const Term &term);
  Stream beginRows(const Term &path, size_t &next, Value &array);
  Stream pathRows(const Term &path, size_t next, size_t end, Stream stream);
  Stream stepRows(const Term &step, const Stream &stream);
  Stream joinRows(const Term &step, const Stream &stream);
  Stream sortRows(const Term &step, const Stream &stream);
  Stream sortIntoRows(const Term &step, const Stream &stream);
  Stream indexRows(llvm::StringRef name, const Stream &stream, mlir::Location loc);
  Stream filterRows(const Term &predicate, const Stream &stream);
  Stream withObjects(const Stream &stream, mlir::Location loc);
  Value groupRows(llvm::ArrayRef<jsonata::TermPair> pairs, Stream stream, mlir::Location loc);
  void inRow(mlir::Region &region, const Stream &stream, const RowMode &mode, llvm::ArrayRef<const Term *> parts, mlir::Location loc,
             llvm::function_ref<void()> body);
  RowMode modeOf(const Stream &stream, mlir::Location loc);
  Value tupleObject(const Stream &stream, mlir::Block &block, mlir::Location loc);
  Value objectIfSorted(const Stream &stream, mlir::Block &block, Value otherwise, mlir::Location loc);
  Value select(Value condition, Value a, Value b, mlir::Location loc);
  static std::string labelName(jsonata::AncestorLabel label) { return "!" + std::to_string(label); }
  Type rowsType() { return ir::json::BuilderType::get(builder.getContext()); }
  // Constructors
  Value array(const Term &term);
  Value object(const Term &term);
  Value group(llvm::ArrayRef<jsonata::TermPair> pairs, Value input, mlir::Location loc);
  // Functions
  Value block(const Term &term);
  Value lambda(const Term &term, llvm::StringRef self = {});
  Value calleeValue(const Term &callee, uint32_t position, bool partial);
  Value callTerm(const Term &term, Value first = {});
  /// Whether the term is a call whose value is that of the function at hand.
  bool isTailCall(const Term &term) const;
  Value transform(const Term &term);
  Value contextFunction(const Term &part, llvm::function_ref<Value()> body);

  mlir::Location at(const Term &term) { return surroundings.location(term.range); }
  static uint32_t position(const Term &term) { return term.mark.begin; }
  /// Runs `body` with the builder in a new block of `region` whose arguments are `count` values, `$` being the first.
  void inBody(mlir::Region &region, mlir::Location loc, llvm::function_ref<void(mlir::Block &)> body);

  mlir::OpBuilder &builder;
  Surroundings &surroundings;
  aslrt::Dialect dialect;
  bool nests = false; // there may be sequences within sequences
  DepthCounter depth;
  const Term *callback = nullptr; // a lambda that only the builtin calls whose argument it is
  bool makesTailCalls = false; // the function at hand, other than the callback of a builtin, whose calls nest in any case
  const Term *tail = nullptr; // the term whose value is that of the function
  bool isTested = false; // which is looked at before: the left side of ?? or ?:
  /// What a path or constructor runs over: the context, but for the expression's own input, which is one item even if an array.
  Value items(mlir::Location loc);

  Value context, root;
  Frame *frame = nullptr;
};

} // namespace aslc::lower
