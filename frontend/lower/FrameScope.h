// A frame of variables for as long as its block, lambda or expression is lowered.
#pragma once

#include "frontend/lower/Expressions.h"

namespace aslc::lower {

class ExpressionLowering::FrameScope {
public:
  /// `term` is what the frame belongs to: its cells are made here.
  FrameScope(ExpressionLowering &lowering, const jsonata::Term &term);
  /// The frame of a row, in which these parts of a path are evaluated.
  FrameScope(ExpressionLowering &lowering, llvm::ArrayRef<const jsonata::Term *> parts, mlir::Location loc);
  FrameScope(const FrameScope &) = delete;
  FrameScope &operator=(const FrameScope &) = delete;
  ~FrameScope() { lowering.frame = frame.outer; }
  /// Binds a parameter.
  void define(llvm::StringRef name, mlir::Value value);
  /// What a name means outside.
  mlir::Value readOutside(llvm::StringRef name, mlir::Location loc);

private:
  FrameScope(ExpressionLowering &lowering, std::map<std::string, bool> cells, mlir::Location loc);

  ExpressionLowering &lowering;
  Frame frame;
};

} // namespace aslc::lower
