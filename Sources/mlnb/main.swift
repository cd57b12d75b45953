import CommandLine

MLNB.launch()
