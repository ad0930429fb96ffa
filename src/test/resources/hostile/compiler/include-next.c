// vm 2: file not found
#include_next "@SECRET@"
int main(void) { return 0; }
