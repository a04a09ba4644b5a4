// Map and Parallel: machines inside, and what belongs to distributed processing.
#include "Check.h"

#include "llvm/ADT/STLExtras.h"

#include <gtest/gtest.h>

using namespace llvm;
using namespace aslc;
using namespace aslc::asl::test;

namespace {

using Lines = std::vector<std::string>;

constexpr StringLiteral machine = R"("StartAt": "P", "States": {"P": {"Type": "Succeed"}})";
constexpr StringLiteral distributed = R"("ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, )";

Lines inMap(const Twine &fields, StringRef config = distributed, StringRef language = "JSONPath") {
  return Checked((R"({"StartAt": "M", "QueryLanguage": ")" + language +
                  R"(", "States": {"M": {"Type": "Map", "End": true, )" + fields + R"("ItemProcessor": {)" + config +
                  machine + "}}}}")
                     .str())
      .faults();
}

TEST(ValidateMap, Modes) {
  EXPECT_EQ(inMap(""), Lines());
  EXPECT_EQ(inMap("", ""), Lines());
  EXPECT_EQ(inMap("", R"("ProcessorConfig": {"Mode": "inline"}, )"),
            Lines{"A210 /States/M/ItemProcessor/ProcessorConfig/Mode \"inline\""});
  EXPECT_EQ(inMap("", R"("ProcessorConfig": {"ExecutionType": "EXPRESS"}, )"),
            Lines{"A242 /States/M/ItemProcessor/ProcessorConfig/ExecutionType \"ExecutionType\""});
  EXPECT_EQ(inMap("", R"("ProcessorConfig": {"Mode": "DISTRIBUTED"}, )"),
            Lines{"A243 /States/M/ItemProcessor/ProcessorConfig/Mode \"DISTRIBUTED\""});
  EXPECT_EQ(inMap(R"("ItemBatcher": {"MaxItemsPerBatch": 2}, )", ""),
            Lines{"A242 /States/M/ItemBatcher \"ItemBatcher\""});
}

TEST(ValidateMap, OneProcessor) {
  EXPECT_TRUE(
      is_contained(inMap("\"Iterator\": {" + machine + "}, ", ""), "A212 /States/M/ItemProcessor \"ItemProcessor\""));
  EXPECT_EQ(Checked(R"({"StartAt": "M", "States": {"M": {"Type": "Map", "End": true}}})").faults(),
            Lines{"A213 /States/M {\"Type\": \"Map\", \"End\": true}"});
  EXPECT_EQ(inMap(R"("Parameters": {}, "ItemSelector": {}, )"), Lines{"A212 /States/M/ItemSelector \"ItemSelector\""});
  EXPECT_EQ(inMap(R"("ItemsPath": null, )"), Lines{"A207 /States/M/ItemsPath null"});
  EXPECT_EQ(inMap(R"("Items": 5, )", distributed, "JSONata"), Lines{"A207 /States/M/Items 5"});
}

// The labels that are refused in the recordings of sfn_api_map_run.
TEST(ValidateMap, Labels) {
  auto label = [](const Twine &text) { return inMap("\"Label\": \"" + text + "\", ").size(); };
  EXPECT_EQ(label("Orders-2024_v1.0"), 0u);
  EXPECT_EQ(label("größe"), 0u);
  EXPECT_EQ(label("${Label}"), 0u);
  EXPECT_EQ(label(std::string(40, 'x')), 0u);
  EXPECT_EQ(label(std::string(41, 'x')), 1u);
  EXPECT_EQ(label(""), 1u);
  for (StringRef bad : {" ", "*", "?", "<", ">", "{", "}", "[", "]",    ":",   ";",       ",",       "\\\\",
                        "|", "^", "~", "$", "#", "%", "&", "`", "\\\"", "\\t", "\\u007f", "\\u0081", "\\u009f"})
    EXPECT_EQ(label("label_" + bad), 1u) << bad.str();
  EXPECT_EQ(inMap(R"("Label": "a b", )"), Lines{"A224 /States/M/Label  "});
}

TEST(ValidateMap, ReadersAndWriters) {
  EXPECT_EQ(inMap(R"("ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket.$": "$.b"},
      "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "GIVEN", "MaxItems": 5, "MaxItemsPath": "$.m"}}, )"),
            (Lines{"A214 /States/M/ItemReader/ReaderConfig/CSVHeaderLocation \"GIVEN\"",
                   "A212 /States/M/ItemReader/ReaderConfig/MaxItemsPath \"MaxItemsPath\""}));
  EXPECT_EQ(inMap(R"("ItemBatcher": {"BatchInput": {}}, )"), Lines{"A213 /States/M/ItemBatcher {\"BatchInput\": {}}"});
  EXPECT_EQ(inMap(R"("ItemBatcher": {"MaxInputBytesPerBatch": 262145}, )"),
            Lines{"A209 /States/M/ItemBatcher/MaxInputBytesPerBatch 262145"});
  EXPECT_EQ(inMap(R"("ResultWriter": {}, )"), Lines{"A213 /States/M/ResultWriter {}"});
  EXPECT_EQ(inMap(R"("ResultWriter": {"WriterConfig": {"OutputType": "JSONL"}}, )"), Lines());
  EXPECT_EQ(inMap(R"("ResultWriter": {"Resource": "arn:aws:states:::s3:putObject"}, )"),
            Lines{"A214 /States/M/ResultWriter/Resource \"arn:aws:states:::s3:putObject\""});
}

TEST(ValidateMap, MachinesInsideAreCheckedToo) {
  Checked checked(R"({"StartAt": "S", "States": {"S": {"Type": "Parallel", "End": true, "Branches": [
    {"StartAt": "A", "QueryLanguage": "JSONata", "States": {"A": {"Type": "Pass", "Nxt": "A", "End": true}}}, 5]}}})");
  EXPECT_EQ(checked.faults(), (Lines{"A203 /States/S/Branches/0/QueryLanguage \"QueryLanguage\"",
                                     "A202 /States/S/Branches/0/States/A/Nxt \"Nxt\"", "A207 /States/S/Branches/1 5"}));
  EXPECT_EQ(Checked(R"({"StartAt": "S", "States": {"S": {"Type": "Parallel", "End": true, "Branches": []}}})").faults(),
            Lines{"A211 /States/S/Branches []"});
}

// credentials/credentials_base: both are refused for the missing RoleArn.
TEST(ValidateMap, CredentialsNeedARole) {
  auto task = [](StringRef credentials, StringRef language) {
    return Checked((R"({"StartAt": "S", "QueryLanguage": ")" + language +
                    R"(", "States": {"S": {"Type": "Task", "End": true,
      "Resource": "arn:aws:states:::lambda:invoke", "Credentials": )" +
                    credentials + "}}}")
                       .str())
        .faults();
  };
  EXPECT_EQ(task("{}", "JSONata"), Lines{"A206 /States/S/Credentials {}"});
  EXPECT_EQ(task(R"({"RoleArn": "{% $r %}"})", "JSONata"), Lines());
  EXPECT_EQ(task(R"({"RoleArn.$": "$.r"})", "JSONPath"), Lines());
  EXPECT_EQ(task("\"foo\"", "JSONPath"), Lines{"A207 /States/S/Credentials \"foo\""});
}

} // namespace
