// Which events of a history tell of a task: it depends on what its Resource names.
#pragma once

#include "runtime/core/Context.h"

namespace aslrt {

/// Scheduled and started; of a task that waits for a job or a callback, submitted too. The context holds the request.
void noteTaskStarted(Context &context);
/// Succeeded, failed or timed out. The context holds the answer.
void noteTaskEnded(Context &context);
/// What failures of the task call it: the ARN of a function or an activity, "lambda" of arn:aws:states:::lambda:invoke.
std::string_view namedByErrors(const Context &context);

} // namespace aslrt
