// vm 2: no function main
int x;
