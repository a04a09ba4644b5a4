// Chains of stream ops as nested loops: the emitting half of fuse-streams.
#pragma once

#include "ir/json/Json.h"
#include "ir/jsonata/Jsonata.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace aslc::ir {

/// The ops of a chain that are not evaluated for themselves: their items go straight to what uses them.
using AbsorbedOps = llvm::SmallPtrSet<mlir::Operation *, 8>;

/// Of a `function($l, $r){ f($l) > f($r) }` (or <): the op that compares; null if a $sort is by no such function.
jsonata::BinaryOp keyComparison(jsonata::CallOp sort);

/// What a predicate gives: an index or several, so that the place of an item counts; a choice; or one or the other.
enum class PredicateKind { Index, Choice, Unknown };
PredicateKind predicateKind(jsonata::FilterOp op);

/// Whether a value is never an Array, whatever the input.
bool isScalar(mlir::Value value);

/// Emits the fast form of a chain: loops that run item by item through all its ops. What the loops carry is a state: whether all
/// items so far were plain (see FuseStreams.cpp), and what the consumers keep.
class StreamLoops {
public:
  StreamLoops(mlir::OpBuilder &builder, const AbsorbedOps &absorbed, mlir::IRMapping &map)
      : builder(builder), absorbed(absorbed), map(map) {}
  /// The chain that ends in `sink`, or json.call "declined" if an item was not plain.
  mlir::Value emit(mlir::Operation *sink);

private:
  using Value = mlir::Value;
  using State = llvm::SmallVector<Value, 4>;
  /// How much is done with an item: so little that it may be emitted twice; or that, and what is wanted are numbers.
  enum class Weight { Heavy, Light, OfNumbers };
  /// Emits what is done with an item.
  struct Consumer : llvm::function_ref<State(Value item, State)> {
    using function_ref = llvm::function_ref<State(Value item, State)>;
    template <typename Callable>
      requires(!std::is_same_v<std::remove_cvref_t<Callable>, Consumer>) // a copy keeps its weight
    Consumer(Callable &&callable, Weight weight = Weight::Heavy) : function_ref(callable), weight(weight) {}
    Weight weight;
  };

  // What gives items
  State sequence(Value value, State state, Consumer consume);
  State flattened(Value value, bool settled, State state, Consumer consume);
  State flattenedLight(Value source, State state, Consumer consume);
  State unwrapped(Value value, bool required, State state, Consumer consume);
  State argument(Value value, State state, Consumer consume);
  State step(jsonata::StepOp op, State state, Consumer consume);
  State filter(jsonata::FilterOp op, State state, Consumer consume);
  State fields(jsonata::FieldsOp op, State state, Consumer consume);
  State names(Value item, llvm::ArrayRef<mlir::Attribute> names, bool open, State state, Consumer consume);
  State mapCall(jsonata::CallOp op, State state, Consumer consume);
  State filterCall(jsonata::CallOp op, State state, Consumer consume);
  State callback(jsonata::CallOp op, State state, llvm::function_ref<State(Value item, Value result, State)> consume);

  // What takes them
  Value fold(llvm::StringRef name, Value items);
  Value count(llvm::StringRef name, Value items, bool piped);
  Value reduce(jsonata::CallOp op);
  Value collect(mlir::Operation *sink);
  Value sortByKey(jsonata::CallOp op);
  Value settle(const State &state, Value result);

  // Pieces
  Value inlined(mlir::Block &block, mlir::ValueRange arguments);
  State loop(Value count, State state, llvm::function_ref<State(Value index, State)> body);
  State overItems(Value source, Value count, State state, Consumer consume);
  State when(Value condition, State state, llvm::function_ref<State(State)> body);
  State either(Value condition, State state, llvm::function_ref<State(State)> body, llvm::function_ref<State(State)> otherwise);
  Value call(llvm::StringRef entry, mlir::ValueRange operands, llvm::ArrayRef<uint32_t> immediates = {});
  Value both(Value a, Value b);
  Value index(int64_t value);
  Value flag(bool value);
  Value undefined();
  Value numberOf(Value index);
  mlir::Type valueType() { return json::ValueType::get(builder.getContext()); }

  mlir::OpBuilder &builder;
  const AbsorbedOps &absorbed;
  mlir::IRMapping &map;
  mlir::Location loc = builder.getUnknownLoc();
  Value seen; // of the argument emitted last: whether it had an item
};

} // namespace aslc::ir
