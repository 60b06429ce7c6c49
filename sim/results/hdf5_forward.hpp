/// libhdf5's classes by name, and its sizes: what a header needs of it. <H5Cpp.h> is slow to compile, so that sources
/// alone include it.
#pragma once

#include <H5public.h>

namespace H5 {
class DataSet;
class DataSpace;
class DataType;
class DSetCreatPropList;
class Exception;
class FileAccPropList;
class FileCreatPropList;
class Group;
class H5File;
class H5Object;
class StrType;
}  // namespace H5
