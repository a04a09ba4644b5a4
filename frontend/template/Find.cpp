// Which documents are templates, and where in them state machines are.
#include "frontend/template/Template.h"

namespace aslc::templates {

using document::Kind;
using document::Member;
using document::Node;

static const Node *objectAt(const Node &node, llvm::StringRef key) {
  const Node *value = node.find(key);
  return value && value->is(Kind::Object) ? value : nullptr;
}

/// The type of a resource: "AWS::StepFunctions::StateMachine"; "" of what is no resource.
static llvm::StringRef typeOf(const Node &resource) {
  const Node *type = resource.find("Type");
  return type && type->is(Kind::String) ? type->string.text() : "";
}

static bool holdsResources(const Node &root) {
  const Node *resources = objectAt(root, "Resources");
  return resources && llvm::any_of(resources->members, [](const Member &member) {
           return typeOf(*member.value).contains("::"); // AWS::..., Custom::..., Alexa::...
         });
}

bool isTemplate(const Node &root) {
  if (!root.is(Kind::Object) || root.find("StartAt") || root.find("States"))
    return false;
  return root.find("AWSTemplateFormatVersion") || root.find("stepFunctions") || (root.find("service") && root.find("provider")) ||
         holdsResources(root);
}

static void addResources(const Node *template_, std::vector<StateMachine> &found) {
  const Node *resources = template_ ? objectAt(*template_, "Resources") : nullptr;
  if (!resources)
    return;
  static constexpr std::pair<llvm::StringLiteral, Form> types[] = {{"AWS::StepFunctions::StateMachine", Form::CloudFormation},
                                                                   {"AWS::Serverless::StateMachine", Form::Sam}};
  for (const Member &member : resources->members)
    for (const auto &[type, form] : types)
      if (typeOf(*member.value) == type)
        found.push_back({member.key.text().str(), member.keyRange, form,
                         member.value->findMember("Properties") ? member.value->findMember("Properties")->value.get() : nullptr});
}

static void addServerless(const Node &root, std::vector<StateMachine> &found) {
  const Node *plugin = objectAt(root, "stepFunctions");
  if (const Node *machines = plugin ? objectAt(*plugin, "stateMachines") : nullptr)
    for (const Member &member : machines->members)
      found.push_back({member.key.text().str(), member.keyRange, Form::Serverless, member.value.get()});
  // Plain CloudFormation may stand beside it, in one piece or in several.
  if (const Node *resources = root.find("resources")) {
    addResources(resources, found);
    for (const auto &item : resources->items)
      addResources(item.get(), found);
  }
}

static bool isExpress(const StateMachine &machine) {
  llvm::StringRef key = machine.form == Form::CloudFormation ? "StateMachineType" : machine.form == Form::Sam ? "Type" : "type";
  const Node *type = machine.properties ? machine.properties->find(key) : nullptr;
  return type && type->is(Kind::String) && type->string.text() == "EXPRESS";
}

std::vector<StateMachine> findStateMachines(Node &root) {
  std::vector<StateMachine> found;
  addResources(&root, found);
  addServerless(root, found);
  for (StateMachine &machine : found)
    machine.isExpress = isExpress(machine);
  return found;
}

} // namespace aslc::templates
