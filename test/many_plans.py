#!/usr/bin/env python3
"""Plans by the thousand for the consolidation: made from those in test/real, each with a number, date and years of its own.

usage: many_plans.py FOLDER [COUNT]

The n-th plan is the same on every machine: nothing is drawn by chance."""
import os
import re
import sys

REAL = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'real')


def front_value(text, key, value):
    """The line `key:` of the front matter with another value."""
    return re.sub(rf'^{key}:.*$', f'{key}: {value}', text, count=1, flags=re.M)


def variant(text, n):
    text = front_value(text, 'số', 100 + n)
    text = front_value(text, 'ngày', f'{1 + n % 28:02}/{1 + n // 28 % 12}/{2022 + n // 336 % 5}')
    # Quarters and months move by the plan's number, so that deadlines spread over the calendar.
    text = re.sub(r'Quý (I{1,3}|IV)/(20\d\d)', lambda m: f'Quý {["I", "II", "III", "IV"][n % 4]}/{int(m[2]) + n // 4 % 3}', text)
    return re.sub(r'Tháng (\d\d?)/(20\d\d)', lambda m: f'Tháng {1 + (int(m[1]) + n) % 12:02}/{m[2]}', text)


def write(folder, count):
    sources = []
    for name in sorted(os.listdir(REAL)):
        if name.endswith('.md'):
            with open(os.path.join(REAL, name), encoding='utf-8') as file:
                sources.append((name[:-3], file.read()))
    for n in range(count):
        stem, text = sources[n % len(sources)]
        with open(os.path.join(folder, f'{n:05}-{stem}.md'), 'w', encoding='utf-8') as file:
            file.write(variant(text, n))


if __name__ == '__main__':
    os.makedirs(sys.argv[1], exist_ok=True)
    write(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
