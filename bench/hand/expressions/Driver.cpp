// bench_expressions list | bench_expressions DOCUMENT [LEVEL]
//
// `list` prints the table, a JSON object a line. Otherwise commands are read from stdin and answered by a line each, so that the
// caller can measure several programs in turns:
//     compile ID   an empty line, or why it does not compile or run
//     output ID    the result as JSON
//     agree ID     1 if the hand-written function gives the same value, 0 if not
//     aslc ID      nanoseconds of CPU a run of the compiled expression
//     hand ID      the same of the hand-written one
#include "Hand.h"

#include "codegen/Jit.h"
#include "frontend/basic/Diagnostics.h"
#include "frontend/lower/Lower.h"
#include "runtime/engine/Clock.h"
#include "runtime/engine/Random.h"
#include "runtime/json/Json.h"
#include "tools/aslc/Backend.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <ctime>
#include <iostream>
#include <map>

using namespace aslc;
using aslrt::Context;
using aslrt::Value;

namespace {

constexpr double leastNanoseconds = 20e6; // of one measurement

struct Row {
  std::string_view id;
  int limit;
  const char *text;
  const char *jq;
  Value (*hand)(Context *, Value);
};

constexpr Row rows[] = {
#define EXPRESSION(Id, Limit, Text, Jq) {#Id, Limit, Text, Jq, hand::hand##Id},
#include "Expressions.def"
};

/// A document, and the expressions compiled so far.
class Driver {
public:
  Driver(std::string_view text, unsigned level);
  std::string answer(std::string_view command, const Row &row);

private:
  std::string compile(const Row &row);
  Value evaluate(const Row &row);
  template <typename Function> double time(Function &&function);

  unsigned level;
  Context documentContext, runContext;
  aslrt::RealClock clock;
  aslrt::SystemRandom random;
  Value document;
  std::map<std::string_view, std::unique_ptr<codegen::JitFunction>> compiled;
};

} // namespace

Driver::Driver(std::string_view text, unsigned level) : level(level) {
  aslrt::ReadError error;
  document = aslrt::readJson(&documentContext, text, {.keepNumberText = false, .borrow = true}, error);
  if (document.is(aslrt::Tag::Undefined)) {
    llvm::errs() << "byte " << error.offset << ": " << error.message << '\n';
    exit(2);
  }
  runContext.clock = &clock;
  runContext.random = &random;
  runContext.arena.limit = runContext.limits.memory;
  runContext.stackEnd = static_cast<const char *>(__builtin_frame_address(0)) - (4 << 20);
}

static std::string firstError(const SourceManager &sources, DiagnosticEngine &diagnostics) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  printJson(diagnostics, stream);
  return llvm::StringRef(text).split('\n').first.str();
}

/// The steps of `aslc eval`. What does not compile yet is a row without figures, not the end of the table.
std::string Driver::compile(const Row &row) {
  SourceManager sources;
  DiagnosticEngine diagnostics(sources);
  FileId file = sources.add(llvm::MemoryBuffer::getMemBufferCopy(row.text), "<expression>");
  sema::Options options;
  options.dialect = sema::Dialect::Jsonata;
  auto checked = sema::checkExpression(MappedText::verbatim(file, row.text, 0), {}, options, diagnostics);
  if (!checked || diagnostics.hasErrors())
    return firstError(sources, diagnostics);
  Backend backend(level);
  auto module = lower::lowerExpression(*checked, {}, sources, "bench", backend.context());
  if (!backend.runMiddle(*module) || !backend.runLowering(*module))
    return "internal error";
  auto context = std::make_unique<llvm::LLVMContext>();
  auto machine = codegen::createTargetMachine(level, codegen::Place::Memory);
  auto code = backend.toLLVM(*module, "bench", nullptr, *machine, *context);
  if (!code)
    return "internal error";
  auto function = codegen::JitFunction::create(std::move(code), std::move(context), "bench", std::move(machine));
  if (!function)
    return llvm::toString(function.takeError());
  compiled[row.id] = std::move(*function);
  try {
    evaluate(row);
  } catch (const aslrt::Error &error) {
    compiled.erase(row.id);
    return error.message;
  }
  return "";
}

Value Driver::evaluate(const Row &row) {
  runContext.recycle();
  return (*compiled.at(row.id))(&runContext, document);
}

static double now() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

/// Nanoseconds of CPU a call. The number of calls is doubled until they take long enough; what ran before has warmed the caches.
template <typename Function> double Driver::time(Function &&function) {
  for (uint64_t calls = 1;; calls *= 2) {
    double start = now();
    for (uint64_t i = 0; i < calls; ++i) {
      runContext.recycle();
      Value result = function(&runContext, document);
      asm volatile("" : : "r"(result.head), "r"(result.payload) : "memory");
    }
    if (double spent = now() - start; spent >= leastNanoseconds)
      return spent / calls;
  }
}

std::string Driver::answer(std::string_view command, const Row &row) {
  if (command == "compile")
    return compile(row);
  if (command == "hand")
    return std::to_string(time(row.hand));
  if (command == "aslc")
    return std::to_string(time(*compiled.at(row.id)));
  Value result = evaluate(row);
  std::string text, other;
  aslrt::writeJson(text, result);
  if (command == "output")
    return text;
  aslrt::writeJson(other, row.hand(&runContext, document)); // as text, which sees the order of members, too
  return text == other ? "1" : "0";
}

static void list() {
  for (const Row &row : rows) {
    llvm::json::Object line{{"id", llvm::StringRef(row.id.data(), row.id.size())}, {"limit", row.limit}, {"text", row.text}};
    line["jq"] = row.jq ? llvm::json::Value(row.jq) : llvm::json::Value(nullptr);
    llvm::outs() << llvm::json::Value(std::move(line)) << '\n';
  }
}

int main(int argc, char **argv) {
  if (argc == 2 && std::string_view(argv[1]) == "list") {
    list();
    return 0;
  }
  auto text = argc < 2 ? nullptr : llvm::MemoryBuffer::getFile(argv[1]);
  if (argc < 2 || !text) {
    llvm::errs() << "usage: bench_expressions list | DOCUMENT [LEVEL]\n";
    return 2;
  }
  llvm::StringRef json = (*text)->getBuffer();
  Driver driver({json.data(), json.size()}, argc > 2 ? argv[2][0] - '0' : 2);
  std::string command, id;
  while (std::cin >> command >> id) {
    auto row = std::find_if(std::begin(rows), std::end(rows), [&](const Row &r) { return r.id == id; });
    if (row == std::end(rows))
      return 2;
    std::cout << driver.answer(command, *row) << std::endl;
  }
  return 0;
}
