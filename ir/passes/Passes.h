// The passes and pipelines of aslc.
#pragma once

#include "ir/flow/Flow.h"
#include "ir/json/Json.h"
#include "ir/jsonata/Jsonata.h"

#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"

#include <set>
#include <string>
#include <vector>

namespace aslc::ir {

#define GEN_PASS_DECL
#include "ir/passes/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "ir/passes/Passes.h.inc"

/// What the pipelines are built by.
struct PipelineOptions {
  unsigned level = 2;              // -O0, -O1, -O2
  std::set<std::string> without; // passes to leave out, of optionalPasses()
};

/// Makes slots of a region's first block SSA values, where their ops allow it; returns how many.
unsigned promoteSlots(mlir::Region &region);

/// Passes that only make the code better, in their order: what may be left out to see what it is good for.
std::vector<std::string> optionalPasses();


/// From what the frontend lowered to (flow, jsonata) to json, scf and functions.
void buildMiddlePipeline(mlir::OpPassManager &pm, const PipelineOptions &options);

/// Registers the dialects that a module of aslc may hold.
void registerDialects(mlir::DialectRegistry &registry);

} // namespace aslc::ir
