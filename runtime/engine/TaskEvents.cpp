#include "runtime/engine/TaskEvents.h"

namespace aslrt {
namespace {

struct Resource {
  EventType scheduled, succeeded; // started follows the one, failed and timed out the other
  bool submits = false;
  std::string_view type = {}, name = {}; // of services: "lambda" and "invoke", "aws-sdk:s3" and "getObject"

  EventType started() const { return EventType(uint32_t(scheduled) + 1); }
  EventType failed() const { return EventType(uint32_t(succeeded) + 1); }
  EventType timedOut() const { return EventType(uint32_t(succeeded) + 2); }
  bool isService() const { return scheduled == EventType::TaskScheduled; }
};

/// arn:aws:states:::lambda:invoke, arn:aws:lambda:us-east-1:1:function:f, arn:aws:states:us-east-1:1:activity:a
Resource parse(std::string_view arn) {
  if (arn.find(":lambda:") != arn.npos && arn.find(":function:") != arn.npos)
    return {EventType::LambdaFunctionScheduled, EventType::LambdaFunctionSucceeded};
  if (arn.find(":activity:") != arn.npos)
    return {EventType::ActivityScheduled, EventType::ActivitySucceeded};
  Resource resource{EventType::TaskScheduled, EventType::TaskSucceeded};
  resource.submits = arn.ends_with(".sync") || arn.ends_with(".sync:2") || arn.ends_with(".waitForTaskToken");
  if (size_t place = arn.find(":::"); place != arn.npos)
    arn.remove_prefix(place + 3);
  size_t colon = arn.rfind(':', arn.ends_with(".sync:2") ? arn.size() - 3 : arn.npos);
  resource.type = colon == arn.npos ? arn : arn.substr(0, colon);
  resource.name = colon == arn.npos ? arn : arn.substr(colon + 1);
  return resource;
}

std::string_view resourceOf(const Context &context) { return context.program->tasks[context.request.index].resource.view(); }

} // namespace

std::string_view namedByErrors(const Context &context) {
  Resource resource = parse(resourceOf(context));
  return resource.isService() ? resource.type : resourceOf(context);
}

void noteTaskStarted(Context &context) {
  const Request &request = context.request;
  std::string_view arn = resourceOf(context);
  Resource resource = parse(arn);
  Detail type = Detail(DetailKey::ResourceType, resource.type), name = Detail(DetailKey::Resource, resource.name);
  Detail timeout = Detail::seconds(DetailKey::TimeoutInSeconds, request.timeout),
         heartbeat = Detail::seconds(DetailKey::HeartbeatInSeconds, request.heartbeat);
  Value role = lookup(request.captures, "RoleArn");
  Detail credentials = role.is(Tag::String) ? Detail(DetailKey::TaskCredentials, role) : Detail();
  if (resource.isService())
    noteEvent(&context, resource.scheduled,
              {type, name, Detail(DetailKey::Region, context.account.region), Detail(DetailKey::Parameters, request.arguments), timeout,
               heartbeat, credentials});
  else
    noteEvent(&context, resource.scheduled,
              {Detail(DetailKey::Resource, arn), Detail(DetailKey::Input, request.arguments), timeout,
               resource.scheduled == EventType::ActivityScheduled ? heartbeat : Detail(), credentials});
  noteEvent(&context, resource.started(), {resource.isService() ? type : Detail(), resource.isService() ? name : Detail()});
  if (resource.submits)
    noteEvent(&context, EventType::TaskSubmitted, {type, name});
}

void noteTaskEnded(Context &context) {
  Resource resource = parse(resourceOf(context));
  Detail none, type = resource.isService() ? Detail(DetailKey::ResourceType, resource.type) : none;
  Detail name = resource.isService() ? Detail(DetailKey::Resource, resource.name) : none;
  if (!context.taskFailed)
    return noteEvent(&context, resource.succeeded, {type, name, Detail(DetailKey::Output, context.taskResult)});
  bool late = context.taskError.is(Tag::String) && context.taskError.string() == "States.Timeout";
  noteEvent(&context, late ? resource.timedOut() : resource.failed(),
            {type, name, Detail::ofString(DetailKey::Error, context.taskError), Detail::ofString(DetailKey::Cause, context.taskCause)});
}

} // namespace aslrt
