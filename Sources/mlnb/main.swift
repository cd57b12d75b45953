import CommandLine

MLNB.main()
