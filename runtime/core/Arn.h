// Amazon resource names of what an execution belongs to.
#pragma once

#include "runtime/core/Context.h"

#include <initializer_list>
#include <string>

namespace aslrt {

/// arn:aws:states:us-east-1:123456789012:<kind>:<name>, the parts of the name with ":" between them.
std::string arnOf(const Account &account, std::string_view kind, std::initializer_list<std::string_view> name);
/// That of the execution that a context is of.
std::string executionArn(const Context &context);
/// The account's role, or its DummyRole.
std::string roleArnOf(const Account &account);

} // namespace aslrt
