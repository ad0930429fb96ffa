// tree 2: file not found
#pragma include_alias("a.h", "@SECRET@")
#include "a.h"
