// vm 2: file not found
#define STR(x) #x
#define NAME(x) STR(x)
#include NAME(/etc/hostname)
int main(void) { return 0; }
