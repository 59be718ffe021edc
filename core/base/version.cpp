// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/version.h"

#include "isinglass_version.h"

namespace core {

std::string_view version() { return ISINGLASS_VERSION; }

std::string_view gitHash() { return ISINGLASS_GIT_HASH; }

} // namespace core
