// vm 2: error: 
@import std;
int main(void) { return 0; }
