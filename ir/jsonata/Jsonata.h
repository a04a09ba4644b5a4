// The jsonata dialect in C++.
#pragma once

#include "ir/json/Json.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

#include "ir/jsonata/JsonataEnums.h.inc"

#include "ir/jsonata/JsonataDialect.h.inc"

#define GET_OP_CLASSES
#include "ir/jsonata/JsonataOps.h.inc"
