// The Resource of a task: whether there is such an integration, and whether the workflow's type can use it.
#include "frontend/asl/Validate.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace aslc::asl {

using document::Node;
using NodeKind = document::Kind;

namespace {

enum Pattern : uint8_t { None = 0, Sync = 1, Sync2 = 2, Token = 4 };

struct ActionRow {
  StringLiteral service, name;
  uint8_t patterns;
};
constexpr ActionRow actionRows[] = {
#define ACTION(Service, Name, Patterns) {Service, Name, Patterns},
#include "frontend/asl/Integrations.def"
};

constexpr StringLiteral sdkServices[] = {
#define SDK_SERVICE(Name) #Name,
#include "frontend/asl/SdkServices.def"
};

struct PatternRow {
  Pattern pattern;
  StringLiteral suffix;
};
constexpr PatternRow patternRows[] = {{Sync, ".sync"}, {Sync2, ".sync:2"}, {Token, ".waitForTaskToken"}};

class ResourceChecker {
public:
  ResourceChecker(const Node &resource, std::string pointer, MachineType type, DiagnosticEngine &diagnostics)
      : resource(resource), arn(resource.string.text()), pointer(std::move(pointer)), type(type), diagnostics(diagnostics) {}

  void run() {
    SmallVector<StringRef, 8> parts; // arn, partition, service, region, account, and what the service says
    arn.split(parts, ':', 5);
    if (parts.size() < 6 || parts[2] != "states")
      return;
    StringRef rest = parts[5];
    if (rest.consume_front("activity:"))
      return checkActivity();
    takePattern(rest);
    checkExpress();
    if (rest.consume_front("aws-sdk:"))
      return checkSdk(rest);
    checkAction(rest);
  }

private:
  void takePattern(StringRef &rest) {
    for (const PatternRow &row : patternRows)
      if (rest.consume_back(row.suffix))
        pattern = &row;
  }

  void checkActivity() {
    if (type == MachineType::Express)
      report(DiagId::ExpressResource, arn, "an activity").awsText("Express state machine does not support Activity ARN");
  }

  void checkExpress() {
    if (type != MachineType::Express || !pattern)
      return;
    // In its own words, with the blank at the end of one of the two.
    bool token = pattern->pattern == Token;
    report(DiagId::ExpressResource, pattern->suffix, ("'" + pattern->suffix + "'").str())
        .awsText(token ? "Express state machine does not support '.waitForTaskToken' service integration "
                       : "Express state machine does not support '.sync' service integration");
  }

  void checkSdk(StringRef call) {
    auto [service, action] = call.split(':');
    if (pattern && pattern->pattern != Token)
      return reportPattern(("aws-sdk:" + call).str());
    if (!is_contained(sdkServices, service)) {
      SmallVector<StringRef, 0> names(std::begin(sdkServices), std::end(sdkServices));
      return suggest(report(DiagId::UnknownService, service, ("aws-sdk:" + service).str()), service, names);
    }
    if (!action.empty() && isUpper(action.front())) {
      std::string lower = action.str();
      lower.front() = toLower(lower.front());
      report(DiagId::ActionCase, action, action).hint("write '" + lower + "'", rangeOf(action), lower);
    }
  }

  void checkAction(StringRef call) {
    auto [service, action] = call.split(':');
    SmallVector<StringRef> services, actions;
    for (const ActionRow &row : actionRows) {
      if (row.service != service) {
        services.push_back(row.service);
        continue;
      }
      if (row.name == action)
        return pattern && !(row.patterns & pattern->pattern) ? reportPattern(call) : void();
      actions.push_back(row.name);
    }
    if (actions.empty())
      return suggest(report(DiagId::UnknownService, service, service), service, services);
    auto builder = report(DiagId::UnknownAction, action, action, service);
    builder.note("the actions of '" + service + "' are " + quotedList(actions, "and") +
                 "; any other call of an API is 'arn:aws:states:::aws-sdk:service:action'");
    suggest(builder, action, actions);
  }

  void reportPattern(StringRef call) { report(DiagId::NoSuchPattern, pattern->suffix, call, pattern->suffix); }

  void suggest(DiagnosticBuilder builder, StringRef word, ArrayRef<StringRef> candidates) {
    if (StringRef best = closest(word, candidates); !best.empty())
      builder.hint("did you mean '" + best + "'?", rangeOf(word), best);
  }

  template <typename... Args> DiagnosticBuilder report(DiagId id, StringRef part, const Args &...args) {
    auto builder = diagnostics.report(id, rangeOf(part), args...);
    builder.at(pointer).awsText("The resource provided " + arn +
                                " is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.");
    return builder;
  }

  /// A part of the ARN, or what equals its end.
  SourceRange rangeOf(StringRef part) const {
    bool inside = part.data() >= arn.data() && part.data() < arn.data() + arn.size();
    size_t begin = inside ? part.data() - arn.data() : arn.size() - part.size();
    return resource.string.map(begin, begin + part.size());
  }

  const Node &resource;
  StringRef arn;
  std::string pointer;
  MachineType type;
  DiagnosticEngine &diagnostics;
  const PatternRow *pattern = nullptr;
};

} // namespace

void checkResource(const Node &resource, StringRef pointer, MachineType type, DiagnosticEngine &diagnostics) {
  // `#{...}` is a placeholder of the Serverless Framework.
  if (resource.is(NodeKind::String) && !hasPlaceholder(resource.string.text()) && !resource.string.text().contains("#{"))
    ResourceChecker(resource, pointer.str(), type, diagnostics).run();
}

} // namespace aslc::asl
