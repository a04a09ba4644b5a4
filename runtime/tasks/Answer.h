// How handlers' answers get into the context of an execution.
#pragma once

#include "runtime/json/Json.h"

#include <optional>
#include <string>
#include <string_view>

namespace aslrt {

/// The task fails. An error that holds no valid UTF-8 is repaired (U+FFFD). No cause: data() is null.
void answerFailure(Context &context, std::string_view error, std::string_view cause = {});
/// The task succeeds with a JSON text, which may go away; fails with States.TaskFailed if it is none. `who` names the handler in
/// the cause: "handler './charge'".
void answerResult(Context &context, std::string_view json, std::string_view who, std::unique_ptr<ReadMemory> &memory);
/// An object {"error": text, "cause": text}, cause optional, as the task's failure. False if the text is anything else.
bool answerErrorObject(Context &context, std::string_view json);

/// What the task that is requested has besides its arguments, if it has it.
std::optional<std::string> taskToken(const Context &context);
std::optional<std::string> taskRole(const Context &context);

/// The text, with what is no valid UTF-8 in it, and NULs, replaced by U+FFFD.
std::string validUtf8(std::string_view text);

} // namespace aslrt
