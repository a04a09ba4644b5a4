// The passes and pipelines of aslc.
#pragma once

#include "ir/flow/Flow.h"
#include "ir/json/Json.h"
#include "ir/jsonata/Jsonata.h"

#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"

namespace aslc::ir {

#define GEN_PASS_DECL
#include "ir/passes/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "ir/passes/Passes.h.inc"

/// What the pipelines are built by.
struct PipelineOptions {
  unsigned level = 2; // -O0, -O1, -O2
};

/// Makes slots of a region's first block SSA values, where their ops allow it; returns how many.
unsigned promoteSlots(mlir::Region &region);

/// From what the frontend lowered to (flow, jsonata) to json, scf and functions.
void buildMiddlePipeline(mlir::OpPassManager &pm, const PipelineOptions &options);

/// Registers the dialects that a module of aslc may hold.
void registerDialects(mlir::DialectRegistry &registry);

} // namespace aslc::ir
