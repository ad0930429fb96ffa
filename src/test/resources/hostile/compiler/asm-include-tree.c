// tree 3: not modelled: assembly at file scope
asm(".include \"@SECRET@\"");
