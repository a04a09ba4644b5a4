#include "runtime/main/Options.h"

#include "runtime/core/Nearest.h"
#include "runtime/core/Time.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>
#include <vector>

namespace aslrt {
namespace {

enum class Kind : uint8_t { Group, Flag, Text, Number, Size };

/// A row of the table.
struct Row {
  Kind kind;
  const char *name; // Group: the title
  const char *argument;
  const char *doc;
  uint64_t defaultValue = 0, min = 0, max = 0;
  bool Options::*flag = nullptr;
  std::optional<std::string_view> Options::*text = nullptr;
  uint64_t Options::*number = nullptr;
  uint64_t Limits::*limit = nullptr;
  uint64_t Bounds::*bound = nullptr;
  uint64_t aws[2] = {}; // with --limits=aws, by WorkflowType; 0: the same
};

constexpr Row rows[] = {
#define ROW(Of, Name, Argument, Doc, ...) {.kind = Kind::Of, .name = Name, .argument = Argument, .doc = Doc __VA_OPT__(, ) __VA_ARGS__},
#define RANGE(Min, Max) .min = Min, .max = Max
#define GROUP(Title) ROW(Group, Title, "", "")
#define FLAG(Field, Name, Doc) ROW(Flag, Name, "", Doc, .flag = &Options::Field)
#define TEXT(Field, Name, Argument, Doc) ROW(Text, Name, Argument, Doc, .text = &Options::Field)
#define NUMBER(Field, Name, Default, Min, Max, Doc)                                                                                        \
  ROW(Number, Name, "N", Doc, .defaultValue = Default, RANGE(Min, Max), .number = &Options::Field)
#define SIZE(Field, Name, Default, Min, Max, Doc)                                                                                          \
  ROW(Size, Name, "BYTES", Doc, .defaultValue = Default, RANGE(Min, Max), .number = &Options::Field)
#define LIMIT(Field, Name, Min, Max, Doc) ROW(Number, Name, "N", Doc, RANGE(Min, Max), .limit = &Limits::Field)
#define LIMIT_SIZE(Field, Name, Min, Max, Doc) ROW(Size, Name, "BYTES", Doc, RANGE(Min, Max), .limit = &Limits::Field)
#define BOUND(Field, Name, Standard, Express, Min, Max, Doc)                                                                               \
  ROW(Number, Name, "N|none", Doc, RANGE(Min, Max), .bound = &Bounds::Field, .aws = {Standard, Express})
#define BOUND_SIZE(Field, Name, Standard, Express, Min, Max, Doc)                                                                          \
  ROW(Size, Name, "BYTES|none", Doc, RANGE(Min, Max), .bound = &Bounds::Field, .aws = {Standard, Express})
#define AWS_SIZE(Field, Name, Default, Aws, Min, Max, Doc)                                                                                 \
  ROW(Size, Name, "BYTES", Doc, .defaultValue = Default, RANGE(Min, Max), .number = &Options::Field, .aws = {Aws, Aws})
#include "runtime/main/Options.def"
};

using Given = std::bitset<std::size(rows)>; // which rows the command line names

std::string quoted(std::string_view text) { return '\'' + std::string(text) + '\''; }

const Row *findRow(std::string_view name) {
  for (const Row &row : rows)
    if (row.kind != Kind::Group && name == row.name)
      return &row;
  return nullptr;
}

/// "; did you mean '--ndjson'?" or a pointer to --help.
std::string suggestion(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Row &row : rows)
    if (row.kind != Kind::Group)
      names.push_back(row.name);
  std::string_view best = nearest(name, names);
  return best.empty() ? "; --help lists the options" : "; did you mean '--" + std::string(best) + "'?";
}

/// Reads a decimal number, with a unit if it is a size.
bool parseNumber(std::string_view text, bool size, uint64_t &number) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || text.empty())
    return false;
  std::string_view unit = text.substr(size_t(end - text.data()));
  if (unit.empty())
    return true;
  constexpr std::string_view units = "KMG";
  size_t power = units.find(unit[0]);
  if (!size || unit.size() != 1 || power == units.npos)
    return false;
  unsigned shift = 10 * unsigned(power + 1);
  if (number > UINT64_MAX >> shift)
    return false;
  number <<= shift;
  return true;
}

void setBound(const Row &row, std::array<uint64_t, 2> byType, Options &options) {
  for (size_t type = 0; type < 2; ++type)
    options.bounds[type].*row.bound = byType[type];
}

/// --limits=aws: for what is not given by an option of its own.
void useAwsLimits(Options &options, const Given &given) {
  for (const Row &row : rows)
    if (!row.aws[0] || given[size_t(&row - rows)])
      continue;
    else if (row.bound)
      setBound(row, {row.aws[0], row.aws[1]}, options);
    else
      options.*row.number = row.aws[0];
}

std::string setValue(const Row &row, std::string_view value, Options &options) {
  if (row.kind == Kind::Text) {
    options.*row.text = value;
    return {};
  }
  uint64_t number;
  if (row.bound && value == "none") {
    setBound(row, {Bounds::none, Bounds::none}, options);
    return {};
  }
  if (parseNumber(value, row.kind == Kind::Size, number) && number >= row.min && number <= row.max) {
    if (row.bound)
      setBound(row, {number, number}, options);
    else
      (row.limit ? options.limits.*row.limit : options.*row.number) = number;
    return {};
  }
  std::string range = " to " + std::to_string(row.max);
  if (row.max == UINT64_MAX)
    range = " on";
  return "--" + std::string(row.name) + " takes a " + (row.kind == Kind::Size ? "size like 64M, " : "number, ") + std::to_string(row.min) +
         range + (row.bound ? ", or none, not " : ", not ") + quoted(value);
}

/// What the table cannot say: texts that are something else, options that need each other.
std::string interpret(Options &options, const Given &given) {
  if (options.limitSet == "aws")
    useAwsLimits(options, given);
  else if (options.limitSet && options.limitSet != "none")
    return "--limits takes aws or none, not " + quoted(*options.limitSet);
  if (options.seed) {
    uint64_t seed;
    if (!parseNumber(*options.seed, false, seed))
      return "--seed takes a number, 0 to " + std::to_string(UINT64_MAX) + ", not " + quoted(*options.seed);
    options.seedNumber = seed;
  }
  if (options.startTime) {
    Instant start;
    constexpr int64_t mostSeconds = INT64_MAX / 1'000'000'000 - 1;
    if (!parseTimestamp(*options.startTime, start) || start.seconds > mostSeconds || start.seconds < -mostSeconds)
      return "--start-time takes a time like 2026-01-31T12:00:00Z, not " + quoted(*options.startTime);
    if (!options.virtualTime)
      return "--start-time needs --virtual-time";
    options.startNanoseconds = start.seconds * 1'000'000'000 + start.nanoseconds;
  }
  if (options.logLevel) {
    constexpr std::string_view levels[] = {"OFF", "FATAL", "ERROR", "ALL"};
    auto level = std::find(std::begin(levels), std::end(levels), *options.logLevel);
    if (level == std::end(levels))
      return "--log-level takes ALL, ERROR, FATAL or OFF, not " + quoted(*options.logLevel);
    options.level = LogLevel(level - levels);
  }
  if (!options.logLevel && (options.log || options.logData))
    return std::string(options.log ? "--log" : "--log-data") + " needs --log-level";
  if (!options.history && options.historyChildren)
    return "--history-children needs --history";
  if (!options.mock && (options.testCase || options.stateMachine))
    return std::string(options.testCase ? "--test-case" : "--state-machine") + " needs --mock";
  auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
  if (options.account && (options.account->size() != 12 || !std::all_of(options.account->begin(), options.account->end(), isDigit)))
    return "--account takes 12 digits, not " + quoted(*options.account);
  if (options.region && (options.region->empty() || options.region->find(':') != std::string_view::npos))
    return "--region takes a name like eu-west-1, not " + quoted(*options.region);
  if (options.roleArn && !options.roleArn->starts_with("arn:"))
    return "--role-arn takes an ARN, not " + quoted(*options.roleArn);
  if (options.name && (options.name->empty() || options.name->size() > 80))
    return "--name takes 1 to 80 bytes, as AWS names executions";
  return {};
}

} // namespace

std::string parseOptions(int count, const char *const *arguments, Options &options) {
  Given given;
  for (int i = 0; i < count; ++i) {
    std::string_view argument = arguments[i];
    if (argument == "-h")
      argument = "--help";
    if (!argument.starts_with("--"))
      return "unexpected argument " + quoted(argument) +
             (argument.starts_with("-") ? "; --help lists the options" : "; a file of input is given with --input FILE");
    size_t equals = std::min(argument.find('='), argument.size());
    std::string_view name = argument.substr(2, equals - 2);
    const Row *row = findRow(name);
    if (!row)
      return "unknown option " + quoted(argument.substr(0, equals)) + suggestion(name);
    given.set(size_t(row - rows));
    bool hasValue = equals < argument.size();
    if (row->kind == Kind::Flag) {
      if (hasValue)
        return "--" + std::string(name) + " takes no value";
      options.*row->flag = true;
      continue;
    }
    if (!hasValue && i + 1 == count)
      return "--" + std::string(name) + " needs a value: " + row->argument;
    std::string_view value = hasValue ? argument.substr(equals + 1) : arguments[++i];
    if (std::string message = setValue(*row, value, options); !message.empty())
      return message;
  }
  return interpret(options, given);
}

constexpr std::string_view exitStatusHelp =
    "Exit status: 0 the execution succeeded; 1 it failed, and stderr holds {\"error\": ..., \"cause\": ...}, or one of those of "
    "--ndjson did; 2 wrong usage, or input or output that cannot be read or written. A signal that ends it before all is done counts as "
    "128 and its number; no half-written --output FILE is left then, and no handler program runs on.";

/// Appends words from `column` on, where the text stands now, in lines of at most 100 columns.
static void appendWrapped(std::string &out, std::string_view words, size_t column) {
  for (size_t at = column; !words.empty();) {
    size_t end = std::min(words.find(' '), words.size());
    if (at > column && at + 1 + end > 100) {
      out.append("\n").append(column, ' ');
      at = column;
    } else if (at > column) {
      out += ' ';
      ++at;
    }
    out.append(words.substr(0, end));
    at += end;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  out += '\n';
}

static std::string sizeText(uint64_t bytes) {
  for (unsigned unit = 3; unit > 0; --unit)
    if (bytes >> (10 * unit) << (10 * unit) == bytes)
      return std::to_string(bytes >> (10 * unit)) + "KMG"[unit - 1];
  return std::to_string(bytes);
}

/// What a row has where nothing is given.
static std::string defaults(const Row &row, const Limits &limits) {
  if (!row.number && !row.limit && !row.bound)
    return {};
  auto text = [&](uint64_t value) {
    return value == Bounds::none ? "none" : row.kind == Kind::Size ? sizeText(value) : std::to_string(value);
  };
  std::string out = " (default: " + text(row.bound ? Bounds::none : row.limit ? limits.*row.limit : row.defaultValue);
  if (row.aws[0])
    out += "; aws: " + text(row.aws[0]);
  if (row.aws[0] != row.aws[1])
    out += ", of Express workflows: " + text(row.aws[1]);
  return out + ")";
}

std::string helpText(std::string_view program, std::string_view workflow, const Limits &limits) {
  std::string out = "Usage: " + std::string(program) + " [OPTION...] < input.json > output.json\n\nRuns the workflow " + quoted(workflow) +
                    ". The input is a JSON text; none (empty, or a terminal) counts as {}.\n";
  auto left = [](const Row &row) { return "  --" + std::string(row.name) + (*row.argument ? " " : "") + row.argument + ' '; };
  size_t column = 0;
  for (const Row &row : rows)
    if (row.kind != Kind::Group)
      column = std::max(column, left(row).size());
  for (const Row &row : rows) {
    if (row.kind == Kind::Group) {
      out.append("\n").append(row.name).append(":\n");
      continue;
    }
    std::string option = left(row);
    option.resize(column, ' ');
    std::string doc = row.doc;
    doc += defaults(row, limits);
    out += option;
    appendWrapped(out, doc, column);
  }
  out += '\n';
  appendWrapped(out, exitStatusHelp, 0);
  return out;
}

} // namespace aslrt
