// A frame of variables for as long as its block, lambda or expression is lowered.
#pragma once

#include "frontend/lower/Expressions.h"

namespace aslc::lower {

class ExpressionLowering::FrameScope {
public:
  /// `term` is what the frame belongs to: its cells are made here.
  FrameScope(ExpressionLowering &lowering, const jsonata::Term &term);
  FrameScope(const FrameScope &) = delete;
  FrameScope &operator=(const FrameScope &) = delete;
  ~FrameScope() { lowering.frame = frame.outer; }
  /// Binds a parameter.
  void define(llvm::StringRef name, mlir::Value value);

private:
  ExpressionLowering &lowering;
  Frame frame;
};

} // namespace aslc::lower
