// vm 0: 
#include <string.h>
int main(void) { return strstr(__BASE_FILE__, "seamreplay-") != 0 || __FILE__[0] == 0; }
