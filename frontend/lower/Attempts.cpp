// Retry and Catch.

#include "frontend/lower/Machine.h"

#include "frontend/asl/Fields.h"

using namespace aslc;
using namespace aslc::lower;
namespace flow = aslc::ir::flow;
using asl::Field;
using document::Node;
using mlir::Location;
using mlir::Value;

static const Node *find(const Node &node, Field field) { return node.find(asl::spelling(field)); }

static uint32_t numberOf(const Node &node, Field field, uint32_t absent) {
  const Node *value = find(node, field);
  return value ? uint32_t(value->number) : absent;
}

/// Defaults: asl.md, section 8.2.
static mlir::Attribute retrier(const Node &node, mlir::OpBuilder &builder) {
  llvm::SmallVector<llvm::StringRef> errors;
  for (const auto &name : find(node, Field::ErrorEquals)->items)
    errors.push_back(name->string.text());
  const Node *backoff = find(node, Field::BackoffRate), *jitter = find(node, Field::JitterStrategy);
  return flow::RetrierAttr::get(builder.getContext(), builder.getStrArrayAttr(errors), numberOf(node, Field::IntervalSeconds, 1),
                                numberOf(node, Field::MaxAttempts, 3), builder.getF64FloatAttr(backoff ? backoff->number : 2.0),
                                numberOf(node, Field::MaxDelaySeconds, 0), jitter && jitter->string.text() == "FULL");
}

void MachineLowering::beginAttempt(const asl::State &state) {
  const Node *retry = state.field(Field::Retry);
  bool retries = retry && !retry->items.empty();
  if (!retries && state.catchers.empty())
    return;
  llvm::SmallVector<mlir::Attribute> retriers, errors;
  if (retries)
    for (const auto &node : retry->items)
      retriers.push_back(retrier(*node, builder));
  llvm::SmallVector<mlir::Block *> blocks;
  for (const asl::Catcher &catcher : state.catchers) {
    llvm::SmallVector<llvm::StringRef> names;
    for (const MappedText &name : catcher.errors)
      names.push_back(name.text());
    errors.push_back(builder.getStrArrayAttr(names));
    blocks.push_back(newBlock());
  }
  mlir::Block *body = newBlock();
  builder.create<flow::AttemptOp>(at(state.nameRange), builder.getStringAttr(state.name), builder.getArrayAttr(retriers),
                                  builder.getArrayAttr(errors), body, blocks);
  for (auto [catcher, block] : llvm::zip(state.catchers, blocks)) {
    builder.setInsertionPointToEnd(block);
    handle(state, catcher);
  }
  builder.setInsertionPointToEnd(body);
  attempting = true;
}

/// A catcher's Assign and Output, or ResultPath into the state's input. The state's own do not count.
void MachineLowering::handle(const asl::State &state, const asl::Catcher &catcher) {
  Location loc = at(catcher.node->range);
  errorOutput = root = builder.create<flow::ErrorOutputOp>(loc, valueType());
  Assignments values = assignments(catcher.assign ? &*catcher.assign : nullptr);
  Value output = errorOutput;
  if (catcher.output)
    output = payload(*catcher.output);
  else if (catcher.resultPath)
    output = putInto(&*catcher.resultPath, input, errorOutput);
  errorOutput = {};
  leave(state, values, output, &catcher.next);
}
