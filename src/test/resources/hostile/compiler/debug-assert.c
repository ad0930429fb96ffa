// vm 0: 
#pragma clang __debug assert
int main(void) { return 0; }
