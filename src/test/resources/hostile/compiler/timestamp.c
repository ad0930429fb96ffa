// vm 0: 
#include <string.h>
int main(void) { return strcmp(__TIMESTAMP__ + 4, "Jan  1 00:00:00 1970"); }
