// vm 2: #include nested too deeply
#include "include-itself.c"
