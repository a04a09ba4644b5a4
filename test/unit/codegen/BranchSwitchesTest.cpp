// Ways of a switch that meet again, in one block or in the block of the default, each with a value of its own in phis there.
#include "codegen/Codegen.h"

#include "llvm/AsmParser/Parser.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace {

class BranchSwitches : public testing::Test {
protected:
  /// Turns switches into branches, and gives what is wrong with the module then; "" if nothing is.
  std::string branch(const char *source) {
    SMDiagnostic error;
    module = parseAssemblyString(source, error, context);
    if (!module)
      return error.getMessage().str();
    aslc::codegen::branchSwitches(*module);
    std::string wrong;
    raw_string_ostream out(wrong);
    verifyModule(*module, &out);
    return wrong;
  }
  long switches() {
    return count_if(instructions(*module->begin()), [](Instruction &instruction) { return isa<SwitchInst>(instruction); });
  }

  LLVMContext context;
  std::unique_ptr<Module> module;
};

TEST_F(BranchSwitches, WaysThatMeet) {
  EXPECT_EQ(branch(R"(
define i32 @f(i8 %tag) {
entry:
  switch i8 %tag, label %go [ i8 0, label %slow
                              i8 5, label %slow
                              i8 7, label %go ]
slow:
  %s = phi i32 [ 1, %entry ], [ 1, %entry ]
  br label %go
go:
  %g = phi i32 [ 2, %entry ], [ 2, %entry ], [ %s, %slow ]
  ret i32 %g
}
)"),
            "");
  EXPECT_EQ(switches(), 0);
}

TEST_F(BranchSwitches, OneAfterAnother) {
  EXPECT_EQ(branch(R"(
define i32 @f(i8 %a, i8 %b) {
entry:
  switch i8 %a, label %next [ i8 0, label %end
                              i8 1, label %end ]
next:
  switch i8 %b, label %end [ i8 2, label %entry2 ]
entry2:
  switch i8 %b, label %next []
end:
  %r = phi i32 [ 0, %entry ], [ 0, %entry ], [ 1, %next ]
  ret i32 %r
}
)"),
            "");
  EXPECT_EQ(switches(), 1); // that without cases
}

TEST_F(BranchSwitches, ManyCasesStay) {
  EXPECT_EQ(branch(R"(
define void @f(i8 %a) {
  switch i8 %a, label %end [ i8 0, label %end
                             i8 1, label %end
                             i8 2, label %end
                             i8 3, label %end ]
end:
  ret void
}
)"),
            "");
  EXPECT_EQ(switches(), 1);
}

} // namespace
