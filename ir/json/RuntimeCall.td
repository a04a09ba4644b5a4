// The interface of ops that are a call of the runtime: which function, and with which constants behind the operands.

#ifndef ASLC_IR_JSON_RUNTIMECALL_TD
#define ASLC_IR_JSON_RUNTIMECALL_TD

include "mlir/IR/OpBase.td"

def RuntimeCallOpInterface : OpInterface<"RuntimeCallOpInterface"> {
  let description = [{
    An op that lowers to one call of `aslrt_<entry>` (runtime/abi/EntryPoints.def). The letters of the entry's type are
    filled from left to right: `C` with the context of the function around the op, `V`, `P`, `L` and `B` with the op's
    operands, `I` and `D` with its immediates.
  }];
  let cppNamespace = "::aslc::ir";
  let methods = [
    InterfaceMethod<"Name of the entry point, without aslrt_.", "::llvm::StringRef", "getEntry", (ins)>,
    InterfaceMethod<"Constants for the letters I (integers) and D (floats).",
      "::llvm::SmallVector<::mlir::Attribute>", "getImmediates", (ins)>,
  ];
}

#endif
