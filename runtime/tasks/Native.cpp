#include "runtime/tasks/Native.h"

#include "runtime/tasks/Answer.h"
#include "runtime/tasks/include/aslc/handler.h"

#include <cstring>
#include <exception>
#include <optional>

/// What the handler sees of its call. Texts are std::strings for their terminating NUL.
struct aslc_call {
  const std::string &arguments;
  std::string state, resource;
  std::optional<std::string> token, role;
  std::optional<std::string> result, error, cause;
};

const char *aslc_arguments(const aslc_call *call, size_t *size) {
  if (size)
    *size = call->arguments.size();
  return call->arguments.c_str();
}

const char *aslc_state(const aslc_call *call) { return call->state.c_str(); }
const char *aslc_resource(const aslc_call *call) { return call->resource.c_str(); }
const char *aslc_task_token(const aslc_call *call) { return call->token ? call->token->c_str() : nullptr; }
const char *aslc_role_arn(const aslc_call *call) { return call->role ? call->role->c_str() : nullptr; }

int aslc_succeed(aslc_call *call, const char *json, size_t size) {
  call->error.reset();
  call->result.emplace(json ? json : "", !json ? 0 : size == ASLC_WHOLE ? strlen(json) : size);
  return 0;
}

int aslc_fail(aslc_call *call, const char *error, const char *cause) {
  call->result.reset();
  call->error.emplace(error ? error : "States.TaskFailed");
  call->cause.reset();
  if (cause)
    call->cause.emplace(cause);
  return 0;
}

namespace aslrt {

/// What went wrong though the handler named no error; empty if nothing.
static std::string invoke(NativeHandler handler, aslc_call &call) {
  std::string who = "the native handler of '" + call.resource + "'";
  try {
    // TaskInfo names the type of the parameter differently, since the ABI header knows nothing of handlers
    int status = reinterpret_cast<aslc_handler *>(handler)(&call);
    if (call.error)
      return {};
    if (status != 0)
      return who + " returned " + std::to_string(status);
    return call.result ? std::string() : who + " returned without an answer";
  } catch (const std::exception &exception) {
    return who + " threw an exception: " + exception.what();
  } catch (...) {
    return who + " threw an exception";
  }
}

void callNative(Context &context, const TaskInfo &task, NativeHandler handler, const std::string &arguments,
                std::unique_ptr<ReadMemory> &memory) {
  std::string_view state = context.program->states[task.state].name.view();
  aslc_call call{arguments, std::string(state), std::string(task.resource.view()), taskToken(context), taskRole(context), {}, {}, {}};
  if (std::string trouble = invoke(handler, call); !trouble.empty())
    answerFailure(context, "States.TaskFailed", trouble);
  else if (call.error)
    answerFailure(context, *call.error, call.cause ? std::string_view(*call.cause) : std::string_view());
  else
    answerResult(context, *call.result, "the native handler of '" + call.resource + "'", memory);
}

} // namespace aslrt
