// What is known of values at one place of the code, because control came there: types, numbers within bounds, truths.
#pragma once

#include "ir/passes/Types.h"

#include <cmath>
#include <optional>
#include <tuple>
#include <vector>

namespace aslc::ir {

/// The numbers that a value may be, if it is a number: those between two bounds, and NaN, which arithmetic may give.
struct Interval {
  double low = -INFINITY, high = INFINITY;
  bool withoutLow = false, withoutHigh = false; // the bound itself is none of them
  bool mayBeNaN = true;

  bool isEmpty() const { return !mayBeNaN && (low > high || (low == high && (withoutLow || withoutHigh))); }
  Interval operator&(const Interval &other) const;
};

/// How a number compares with a constant.
struct OrderTest {
  enum Order : uint8_t { Equal, Less, LessEqual, Greater, GreaterEqual };
  mlir::Value value;
  Order order = Equal;
  double bound = 0;

  /// The numbers for which it holds.
  Interval holding() const;
  /// The numbers for which it does not; all of them if that is no range.
  Interval failing() const;
};

/// Reads an order test from an i1 that tells whether it holds.
std::optional<OrderTest> orderTestOf(mlir::Value truth);

class Facts {
public:
  explicit Facts(const Types &types) : types(types) {}

  TagSet tagsOf(mlir::Value value) const;
  /// Whether an i1 is known to be true or false, by itself or by what is known of the values that it is about.
  std::optional<bool> truthOf(mlir::Value truth) const;
  /// An op like this one that has not failed, so that this one would give the same; null if there is none.
  mlir::Operation *findPassed(mlir::Operation *op) const { return passed.lookup(keyOf(op)); }

  /// Takes in that an i1 is true or false.
  void learn(mlir::Value truth, bool isTrue);
  /// Takes in that an op has not failed.
  void learnPassed(mlir::Operation *op);

  /// What is learned after `remember` is forgotten by giving `forget` its result.
  size_t remember() const { return undo.size(); }
  void forget(size_t since);

private:
  using Key = std::tuple<const void *, const void *, const void *>; // kind of op, operands
  struct Before {
    mlir::Value value; // null: `key` was not there
    std::optional<TagSet> tags;
    std::optional<Interval> range;
    Key key;
  };

  void restrict(mlir::Value value, TagSet tags);
  void restrict(mlir::Value value, const Interval &range);
  void learnEquality(mlir::Value left, mlir::Value right);
  void learnCall(json::CallOp call, bool isTrue);
  void learnPassed(json::CallOp call);
  void learnDefined(mlir::Value value);
  std::optional<bool> decide(const OrderTest &test) const;
  std::optional<bool> decide(json::CallOp call) const;
  static Key keyOf(mlir::Operation *op);

  const Types &types;
  llvm::DenseMap<mlir::Value, TagSet> narrowed;
  llvm::DenseMap<mlir::Value, Interval> ranges;
  llvm::DenseMap<mlir::Value, bool> truths;
  llvm::DenseMap<Key, mlir::Operation *> passed;
  std::vector<Before> undo;
};

} // namespace aslc::ir
