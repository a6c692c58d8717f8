summe = 1 + 2
print(summe)
