// What lowering collects for the program's constant data: texts and literals, and the tables of states, expressions and tasks
// that the runtime reads (runtime/abi/Program.h). They are attributes of the module, so that each phase can be run alone.
#pragma once

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinOps.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"

namespace aslc::codegen {

/// Numbers attributes in the order in which they are first asked for.
class IndexTable {
public:
  uint32_t index(mlir::Attribute attribute) {
    auto [it, fresh] = indices.try_emplace(attribute, entries.size());
    if (fresh)
      entries.push_back(attribute);
    return it->second;
  }
  llvm::ArrayRef<mlir::Attribute> all() const { return entries; }

private:
  llvm::DenseMap<mlir::Attribute, uint32_t> indices;
  llvm::SmallVector<mlir::Attribute> entries;
};

/// Names of the module's attributes.
inline constexpr llvm::StringLiteral constantsAttribute = "aslc.constants";
inline constexpr llvm::StringLiteral regexesAttribute = "aslc.regexes";
inline constexpr llvm::StringLiteral statesAttribute = "aslc.states";
inline constexpr llvm::StringLiteral expressionsAttribute = "aslc.expressions";
inline constexpr llvm::StringLiteral tasksAttribute = "aslc.tasks";
inline constexpr llvm::StringLiteral guessesAttribute = "aslc.guesses";
inline constexpr llvm::StringLiteral machinesAttribute = "aslc.machines";
inline constexpr llvm::StringLiteral forksAttribute = "aslc.forks";
inline constexpr llvm::StringLiteral attemptsAttribute = "aslc.attempts";

struct Tables {
  IndexTable constants;   // StringAttr: a String value; ArrayAttr of StringAttr: such values in a row; [StringAttr, unit]: a JSON text
  IndexTable regexes;     // [source, flags, groups, position, code] of json.regex
  IndexTable states;      // [name, type]
  IndexTable expressions; // flow.expression
  IndexTable tasks;       // [resource, state]
  IndexTable machines;    // [symbol, slots of a frame, observed copy, its slots, whether it iterates]
  IndexTable forks;       // [state, first machine, machines or 0, machines of a Map run or 0]
  IndexTable attempts;    // [state, point, live slots, array of flow.retrier, array of array of names]
  uint32_t guesses = 0;   // of where members are, and of which chains decline
  bool debugOnStack = false; // what debuggers show has a place on the stack, by function and name:
  llvm::DenseMap<std::pair<mlir::Operation *, mlir::StringAttr>, mlir::Value> debugPlaces;
  llvm::StringMap<mlir::Operation *> symbols; // what calls and addresses refer to

  void attach(mlir::ModuleOp module) const;
};

/// Symbol of the array of guesses.
inline constexpr llvm::StringLiteral guessesSymbol = "aslc.guess";
/// Symbol of constant i of the module.
std::string constantSymbol(uint32_t index);
/// Symbol of regular expression i.
std::string regexSymbol(uint32_t index);

} // namespace aslc::codegen
