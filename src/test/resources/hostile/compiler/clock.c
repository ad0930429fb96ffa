// vm 0: 
#include <string.h>
int main(void) { return strcmp(__DATE__, "Jan  1 1970") || strcmp(__TIME__, "00:00:00"); }
