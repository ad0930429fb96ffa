// vm 2: file not found
#pragma GCC dependency "@SECRET@"
int main(void) { return 0; }
