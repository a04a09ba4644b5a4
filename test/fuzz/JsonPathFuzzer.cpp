// Any bytes as an expression of a JSONPath state: faults lie inside of the text; what parses has steps inside of the text, each behind the
// one before it, and says the same of itself with blanks around it.
#include "frontend/jsonpath/Ast.h"

#include "llvm/Support/ErrorHandling.h"

using namespace aslc::jsonpath;

namespace {
void check(bool holds, const char *what) {
  if (!holds)
    llvm::report_fatal_error(what);
}

void check(const Path &path, size_t size) {
  check(path.range.begin <= path.range.end && path.range.end <= size, "a path outside of the text");
  uint32_t place = path.range.begin;
  for (const Step &step : path.steps) {
    check(place <= step.range.begin && step.range.begin < step.range.end && step.range.end <= path.range.end, "a step out of place");
    place = step.kind == Step::Descend ? step.range.begin : step.range.end; // the step behind `..` begins with it
    check((step.kind == Step::Filter) == bool(step.filter), "a filter in the wrong step");
    check(step.kind != Step::Names || !step.names.empty(), "a step without names");
    check(step.kind != Step::Indices || !step.indices.empty(), "a step without indices");
    check(step.kind != Step::Slice || step.first || step.last, "a slice of everything");
  }
  check(path.steps.empty() || path.steps.back().kind != Step::Descend, "nothing behind '..'");
  check(path.notOfReference() || path.isDefinite(), "a reference path that selects many");
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  std::optional<SyntaxError> error;
  auto expression = parse(text, {}, error);
  check(bool(expression) != bool(error), "neither a tree nor a fault");
  if (error) {
    check(error->range.begin <= error->range.end && error->range.end <= size, "a fault outside of the text");
    return 0;
  }
  std::vector<const Path *> paths = pathsOf(*expression);
  for (const Path *path : paths)
    check(*path, size);
  std::optional<SyntaxError> none;
  auto again = parse("\n " + text.str() + "\t", {}, none);
  check(again && pathsOf(*again).size() == paths.size(), "blanks around it change it");
  return 0;
}
