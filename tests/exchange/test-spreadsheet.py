#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-spreadsheet.py WRITER: a phonebook full of formulas, opened by LibreOffice: no cell computes anything."""
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

TABLE = '{urn:oasis:names:tc:opendocument:xmlns:table:1.0}'
OFFICE = '{urn:oasis:names:tc:opendocument:xmlns:office:1.0}'


def read_cells(folder, text):
    with open(f'{folder}/book.csv', 'wb') as file:
        file.write(text)
    # 44,34,76: commas, quotation marks, UTF-8; the rest as LibreOffice does by itself, formulas included.
    subprocess.run(['soffice', '--headless', f'-env:UserInstallation=file://{folder}/profile',
                    '--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true', '--convert-to', 'fods',
                    '--outdir', folder, f'{folder}/book.csv'], check=True, timeout=180, env={**os.environ, 'HOME': folder},
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    names = [name for name in os.listdir(folder) if name.endswith('.fods')]
    return [cell for name in names
            for cell in ElementTree.parse(f'{folder}/{name}').iter(f'{TABLE}table-cell') if cell.attrib]


def count_formulas(cells):
    return sum(f'{TABLE}formula' in cell.attrib for cell in cells)


def main():
    text = subprocess.run([sys.argv[1]], check=True, stdout=subprocess.PIPE).stdout
    with tempfile.TemporaryDirectory() as folder:
        cells = read_cells(folder, text)
        n_texts = sum(int(cell.get(f'{TABLE}number-columns-repeated', '1')) for cell in cells
                      if cell.get(f'{OFFICE}value-type') == 'string')
        assert n_texts >= 3 * 75, f'only {n_texts} texts'
        assert count_formulas(cells) == 0, f'{count_formulas(cells)} formulas'
    # The same way of opening does compute where nothing is protected: it would have been seen.
    with tempfile.TemporaryDirectory() as folder:
        assert count_formulas(read_cells(folder, b'=1+1,"=SUM(1,2)"\n')) == 2, 'formulas are not computed at all'


main()
