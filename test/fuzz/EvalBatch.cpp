// Evaluates a batch of cases, each compiled as `aslc eval` does it: aslc's side of test/fuzz/differential.
//
// usage: eval_batch < CASES
//
// A case is a line {"expr": text, "inputs": [JSON text or null, ...]}; the answer is a line with the array of outcomes: {"value": text},
// where text is JSON with the words undefined, function, Infinity and NaN, or {"error": code, "begin": m, "position": n, "message":
// text}. Positions are as the reference counts: the end of the token, in UTF-16 code units; "begin" is where a diagnostic begins. A case
// that takes longer than 10 s of processor time ends the process.

#include "codegen/Jit.h"
#include "frontend/lower/Lower.h"
#include "frontend/sema/Sema.h"
#include "runtime/engine/Clock.h"
#include "runtime/engine/Random.h"
#include "runtime/json/Json.h"
#include "tools/aslc/Backend.h"

#include "llvm/Support/thread.h"

#include <cmath>
#include <iostream>
#include <map>
#include <sys/time.h>
#include <unistd.h>

using namespace aslc;

namespace {

using Marks = std::map<uint32_t, uint32_t>; // begin -> end of the tokens that errors point at

void collectMarks(const jsonata::Node *node, Marks &marks) {
  llvm::SmallVector<const jsonata::Node *> pending = {node};
  while (!pending.empty()) {
    const jsonata::Node *at = pending.pop_back_val();
    if (!at)
      continue;
    marks[at->mark.begin] = at->mark.end;
    pending.append({at->lhs, at->rhs, at->third});
    pending.append(at->items.begin(), at->items.end());
    for (const jsonata::Pair &pair : at->pairs)
      pending.append({pair.key, pair.value});
    for (const jsonata::SortTerm &term : at->terms)
      pending.push_back(term.expression);
  }
}

size_t utf16Length(llvm::StringRef text) {
  size_t units = 0;
  for (unsigned char byte : text)
    units += (byte & 0xc0) == 0x80 ? 0 : byte >= 0xf0 ? 2 : 1;
  return units;
}

void print(std::string &out, aslrt::Value value) {
  using aslrt::Tag;
  auto list = [&](char open, auto items, char close, auto each) {
    out += open;
    bool first = true;
    for (const auto &item : items) {
      if (!std::exchange(first, false))
        out += ',';
      each(item);
    }
    out += close;
  };
  switch (value.tag()) {
  case Tag::Undefined:
    out += "undefined";
    return;
  case Tag::Function:
    out += "function";
    return;
  case Tag::Array:
    return list('[', itemsOf(value), ']', [&](aslrt::Value item) { print(out, item); });
  case Tag::Object:
    return list('{', membersOf(value), '}', [&](const aslrt::Member &member) {
      aslrt::writeJson(out, member.key);
      out += ':';
      print(out, member.value);
    });
  case Tag::Number:
    if (!std::isfinite(value.number())) {
      out += std::isnan(value.number()) ? "NaN" : value.number() < 0 ? "-Infinity" : "Infinity";
      return;
    }
    [[fallthrough]];
  default:
    aslrt::writeJson(out, value);
  }
}

void quote(std::string &out, std::string_view text) { aslrt::writeJson(out, aslrt::stringAt(text.data(), text.size())); }

std::string errorText(std::string_view code, size_t begin, size_t position, std::string_view message) {
  std::string out = "{\"error\":";
  quote(out, code);
  out += ",\"begin\":" + std::to_string(begin) + ",\"position\":" + std::to_string(position) + ",\"message\":";
  quote(out, message);
  return out + "}";
}

class Batch {
public:
  std::string run(std::string_view line);

private:
  std::string evaluate(codegen::JitFunction &function, aslrt::Value input, llvm::StringRef text, const Marks &marks);
  std::unique_ptr<codegen::JitFunction> compile(llvm::StringRef text, std::string &error, Marks &marks);
  std::unique_ptr<Backend> backend;
  unsigned compiled = 0;
  aslrt::RealClock clock;
  aslrt::SystemRandom random;
};

std::unique_ptr<codegen::JitFunction> Batch::compile(llvm::StringRef text, std::string &error, Marks &marks) {
  if (compiled++ % 64 == 0) // a context keeps every type and attribute that it ever had
    backend = std::make_unique<Backend>(1);
  SourceManager sources;
  DiagnosticEngine diagnostics(sources);
  FileId file = sources.add(llvm::MemoryBuffer::getMemBufferCopy(text), "<expression>");
  sema::Options options;
  options.dialect = sema::Dialect::Jsonata;
  auto checked = sema::checkExpression(MappedText::verbatim(file, text.str(), 0), {}, options, diagnostics);
  for (const Diagnostic &diagnostic : diagnostics.diagnostics())
    if (diagnostic.severity == Severity::Error) {
      auto place = [&](uint32_t offset) { return utf16Length(text.take_front(offset)); };
      error = errorText(diagnostic.code, place(diagnostic.range.begin), place(diagnostic.range.end), diagnostic.message);
      return nullptr;
    }
  collectMarks(checked->syntax->root, marks);
  auto module = lower::lowerExpression(*checked, {}, sources, "aslc_eval", backend->context());
  if (!backend->runMiddle(*module) || !backend->runLowering(*module)) {
    error = errorText("internal", 0, 0, "a pass failed");
    return nullptr;
  }
  auto context = std::make_unique<llvm::LLVMContext>();
  auto machine = codegen::createTargetMachine(1, codegen::Place::Memory);
  auto code = backend->toLLVM(std::move(module), "aslc_eval", nullptr, *machine, *context);
  auto function = codegen::JitFunction::create(std::move(code), std::move(context), "aslc_eval", std::move(machine));
  if (!function) {
    error = errorText("internal", 0, 0, llvm::toString(function.takeError()));
    return nullptr;
  }
  return std::move(*function);
}

std::string Batch::evaluate(codegen::JitFunction &function, aslrt::Value input, llvm::StringRef text, const Marks &marks) {
  aslrt::Context runtime;
  runtime.stackEnd = static_cast<const char *>(__builtin_frame_address(0)) - (256 << 20);
  runtime.arena.limit = runtime.limits.memory;
  runtime.clock = &clock;
  runtime.random = &random;
  try {
    aslrt::Value document = aslrt::undefinedValue();
    aslrt::ReadError error;
    if (input.is(aslrt::Tag::String))
      document = aslrt::readJson(&runtime, input.string(), {.keepNumberText = false}, error);
    std::string value, out = "{\"value\":";
    print(value, function(&runtime, document));
    quote(out, value);
    return out + "}";
  } catch (const aslrt::Error &error) {
    auto mark = marks.find(error.position);
    uint32_t end = mark == marks.end() ? error.position : mark->second;
    size_t position = utf16Length(text.take_front(end));
    return errorText(aslrt::codeName(error.code), position, position, error.message);
  } catch (const aslrt::LimitExceeded &limit) {
    return errorText("limit", 0, 0, limit.message);
  }
}

std::string Batch::run(std::string_view line) {
  aslrt::Context reading;
  aslrt::ReadError fault;
  aslrt::Value request = aslrt::readJson(&reading, line, {.keepNumberText = false}, fault);
  aslrt::Value expression = aslrt::lookup(request, "expr"), inputs = aslrt::lookup(request, "inputs");
  llvm::StringRef text(expression.string().data(), expression.string().size());
  Marks marks;
  std::string error, out = "[";
  auto function = compile(text, error, marks);
  for (aslrt::Value input : itemsOf(inputs)) {
    if (out.size() > 1)
      out += ',';
    out += function ? evaluate(*function, input, text, marks) : error;
  }
  return out + "]\n";
}

void runAll() {
  Batch batch;
  itimerval limit{{}, {10, 0}};
  for (std::string line; std::getline(std::cin, line);) {
    setitimer(ITIMER_PROF, &limit, nullptr); // a busy machine is no hang
    std::cout << batch.run(line) << std::flush;
  }
}

} // namespace

int main() {
  llvm::thread worker(std::optional<unsigned>(512u << 20), runAll);
  worker.join();
  _exit(0); // LLVM's teardown takes longer than a small batch
}
