"""Lets the reference engine beside the repository answer many queries over one file of events.

usage: answer_queries.py FOLDER_OF_THE_ENGINE QUERIES.json EVENTS.ndjson ANSWERS.ndjson [MAPPING.json]

QUERIES.json is {"tiebreaker": name or null, "ties": "ordinal" or "ms", "queries": [text, ...]}. ANSWERS.ndjson gets a line for each query:
{"error": text} or {"keys": [...], "ids": [[line number or null, ...], ...]}.
"""
import json
import sys

folder, queries, events, answers = sys.argv[1:5]
sys.path.insert(0, folder)
from oracle import eql  # noqa: E402

job = json.load(open(queries, encoding='utf-8'))
mappings = [json.load(open(m, encoding='utf-8')) for m in sys.argv[5:]]
docs, schemas = eql.load_docs([events], mappings, '@timestamp')
options = eql.Options(tiebreaker_field=job['tiebreaker'], missing_ties=job['ties'])
with open(answers, 'w', encoding='utf-8') as out:
    for text in job['queries']:
        try:
            results = eql.run_query(text, docs, schemas, options)
            line = {'keys': [keys for _, keys, _ in results], 'ids': [[d and d.ident for d in found] for _, _, found in results]}
        except eql.EqlError as error:
            line = {'error': str(error)}
        out.write(json.dumps(line) + '\n')
