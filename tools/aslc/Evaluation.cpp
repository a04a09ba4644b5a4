#include "Evaluation.h"

#include "llvm/Support/raw_ostream.h"

#include <fcntl.h>
#include <unistd.h>

using namespace aslc;

bool Bindings::add(llvm::StringRef option, const std::string &binding) {
  auto [name, text] = llvm::StringRef(binding).split('=');
  bool isText = option == "bind-string";
  name.consume_front("$");
  if (name.empty() || !llvm::StringRef(binding).contains('=')) {
    complain("--" + option + " takes " + (isText ? "NAME=TEXT" : "NAME=JSON") + ", not '" + binding + "'");
    return false;
  }
  if (llvm::is_contained(names, name)) {
    complain("$" + name + " is bound twice");
    return false;
  }
  names.push_back(name.str());
  texts.push_back(text.str());
  if (isText) {
    values.push_back(aslrt::makeString(&context, texts.back()));
    return true;
  }
  aslrt::ReadError fault;
  values.push_back(aslrt::readJson(&context, texts.back(), {.keepNumberText = false, .borrow = true}, fault));
  if (values.back().is(aslrt::Tag::Undefined)) {
    complain("--bind " + name + ": column " + llvm::Twine(fault.offset + 1) + ": " + fault.message, "use --bind-string for a plain text");
    return false;
  }
  return true;
}

bool Bindings::read(const Arguments &arguments) {
  for (const char *option : {"bind", "bind-string"})
    for (const std::string &binding : arguments.all(option))
      if (!add(option, binding))
        return false;
  return true;
}

bool Evaluation::configure(const Bindings &bindings) {
  runtime.dialect = session.semaOptions.dialect;
  runtime.limits = limitsOf(runtime.dialect);
  auto depth = arguments.number("max-depth", runtime.limits.depth, 1, 1'000'000);
  auto backtracking = arguments.number("max-backtracking", runtime.limits.backtracking, 1, UINT32_MAX);
  auto memory = arguments.number("max-memory", runtime.limits.memory, 64 << 10, SIZE_MAX);
  auto jsonDepth = arguments.number("max-json-depth", runtime.limits.jsonDepth, 1, 1'000'000);
  auto items = arguments.number("max-items", runtime.limits.items, 1, INT32_MAX);
  auto text = arguments.number("max-text", runtime.limits.text, 1, UINT32_MAX);
  auto milliseconds = arguments.number("max-evaluation-time", runtime.limits.milliseconds, 0, UINT32_MAX);
  auto longest = arguments.number("max-input", size_t(1) << 30, 1, UINT32_MAX);
  auto seed = arguments.number("seed", 0, 0, UINT64_MAX);
  if (!depth || !memory || !jsonDepth || !backtracking || !items || !text || !milliseconds || !longest || !seed)
    return false;
  runtime.limits = {*depth, *items, *text, *milliseconds, *memory, *jsonDepth, *backtracking};
  runtime.arena.limit = *memory;
  runtime.arena.milliseconds = *milliseconds;
  runtime.clock = &clock;
  runtime.random = arguments.has("seed") ? static_cast<aslrt::RandomSource *>(&seededRandom) : &systemRandom;
  runtime.globals = bindings.values;
  seededRandom = aslrt::SeededRandom(*seed);
  maxInput = *longest;
  compact = arguments.has("compact");
  raw = arguments.has("raw");
  return true;
}

bool Evaluation::compile(std::optional<unsigned> level) {
  function = expression.compile(level, compact);
  return function != nullptr;
}

int Evaluation::run() {
  runtime.stackEnd = static_cast<const char *>(__builtin_frame_address(0)) - (256 << 20); // of aslc's own thread
  std::string path = arguments.get("input", "-");
  bool isStdin = path == "-";
  // Who types at a terminal wants the value of the expression, not to be waited for.
  if (arguments.has("null-input") || (isStdin && isatty(STDIN_FILENO))) {
    if (!compile(arguments.get("O", "1")[0] - '0'))
      return InputErrors;
    bool ok = runOnce(aslrt::undefinedValue(), nullptr);
    flush();
    return ok ? Ok : InputErrors;
  }
  int fd = isStdin ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return complain("cannot read '" + path + "': " + strerror(errno));
  std::optional<unsigned> level;
  if (arguments.has("O"))
    level = arguments.get("O")[0] - '0';
  return compile(level) ? runStream(fd, isStdin ? "<stdin>" : path) : int(InputErrors);
}

namespace {

/// Adds the processor time from its making to its end to a sum, if there is one.
class Stopwatch {
public:
  explicit Stopwatch(std::clock_t *sum) : sum(sum), begun(sum ? std::clock() : 0) {}
  ~Stopwatch() {
    if (sum)
      *sum += std::clock() - begun;
  }
  Stopwatch(const Stopwatch &) = delete;
  Stopwatch &operator=(const Stopwatch &) = delete;

private:
  std::clock_t *sum, begun;
};

} // namespace

static constexpr unsigned sampling = 16; // one in so many evaluations is timed

/// Whether evaluating, as opposed to reading and writing, took so long that better code is worth the tens of milliseconds that it takes
/// to compile.
bool Evaluation::isWorthImproving() const { return sampledTime * sampling > CLOCKS_PER_SEC / 10; }

int Evaluation::runStream(int fd, const std::string &name) {
  JsonStream stream(fd, name, maxInput, [this] { flush(); });
  bool mayImprove = !arguments.has("O"), failed = false;
  aslrt::Value input;
  JsonStream::Status status;
  try {
    while ((status = stream.next(runtime, expression.demand(), input)) == JsonStream::Value) {
      isSample = mayImprove && stream.number() % sampling == 0;
      if (!runOnce(input, &stream)) {
        failed = true;
        if (arguments.has("fail-fast"))
          break;
      }
      if (output.size() >= 64 << 10)
        flush();
      if (llvm::outs().has_error())
        return WrongUse; // main says why
      if (isSample && isWorthImproving()) {
        mayImprove = false;
        if (!compile(2))
          return InputErrors;
      }
    }
    if (status == JsonStream::End && stream.number() == 0)
      failed = !runOnce(aslrt::undefinedValue(), nullptr);
  } catch (const aslrt::LimitExceeded &limit) {
    flush();
    return complain(name + ": input " + llvm::Twine(stream.number() + 1) + ": " + limit.message, "raise --max-memory");
  }
  flush();
  if (status == JsonStream::Failed)
    return complain(stream.failure());
  return failed ? InputErrors : Ok;
}

aslrt::Value Evaluation::evaluate(aslrt::Value input) {
  Stopwatch stopwatch(isSample ? &sampledTime : nullptr);
  return (*function)(&runtime, input);
}

/// One evaluation and its output. False after an error, which is reported; `stream` tells of which input.
bool Evaluation::runOnce(aslrt::Value input, const JsonStream *stream) {
  uint32_t size = expression.text().text().size();
  runtime.depth = 0;
  runtime.callDepth = 1;
  runtime.evaluationTime = 0;
  runtime.arena.deadline = 0;
  try {
    print(evaluate(input));
    return true;
  } catch (const aslrt::Error &error) {
    std::string_view code = aslrt::codeName(error.code);
    uint32_t at = std::min(error.position, size);
    report({code.data(), code.size()}, at, std::min(at + 1, size), error.message, stream);
  } catch (const aslrt::LimitExceeded &limit) {
    report("U1001", 0, size, limit.message, stream);
  } catch (const aslrt::StateError &error) {
    report(error.error, 0, size, error.cause, stream);
  }
  return false;
}

/// Appends a string without quotes. Half of a surrogate pair, which UTF-8 has no bytes for, becomes U+FFFD.
static void appendRaw(std::string &out, std::string_view text) {
  for (size_t at = text.find('\xed'); at != text.npos; at = text.find('\xed')) {
    bool isSurrogate = uint8_t(text[at + 1]) >= 0xa0;
    out.append(text.substr(0, at)).append(isSurrogate ? "\xef\xbf\xbd" : text.substr(at, 3));
    text.remove_prefix(at + 3);
  }
  out.append(text);
}

void Evaluation::print(aslrt::Value result) {
  if (result.is(aslrt::Tag::Undefined))
    return;
  line.clear();
  if (raw && result.is(aslrt::Tag::String))
    appendRaw(line, result.string());
  else
    aslrt::writePayload(runtime, line, result, compact ? 0 : 2);
  line += '\n';
  output += line;
}

void Evaluation::flush() {
  llvm::outs() << output;
  llvm::outs().flush();
  output.clear();
}

void Evaluation::report(llvm::StringRef code, uint32_t begin, uint32_t end, llvm::StringRef message, const JsonStream *stream) {
  flush(); // results and complaints in the order of their inputs
  auto diagnostic = session.diagnostics.reportError(code, expression.text().map(begin, end), message);
  if (stream && stream->isOneOfSeveral())
    diagnostic.note("this is input " + llvm::Twine(stream->number()) + ", which begins at line " + llvm::Twine(stream->line()) + " of " +
                    stream->inputName());
  session.finish();
  session.diagnostics.clear();
}
