import { beforeAll, expect, it } from 'vitest'
import { snakeCase } from './snake-case'
import { loadAsciiTables } from './to-ascii'

beforeAll(loadAsciiTables)

it.each([
  ['FirstName', 'first_name'],
  ['HTTPRequest', 'httprequest'],
  ['XMLHttpRequest', 'xmlhttp_request'],
  ['id2', 'id_2'],
  ['2id', '_2_id'],
  ['123', '_123'],
  ['user_ID', 'user_id'],
  ['aB1C', 'a_b_1_c'],
  ['__x', '_x'],
  ['x__', 'x_'],
  ['first name', 'first_name'],
  ['a.b-c', 'a_b_c'],
  ['$amount', '_amount'],
  ['100%', '_100_'],
  ['Hello World!', 'hello_world_'],
  ['Date (UTC)', 'date_utc_'],
  ['  lead', '_lead'],
  ['%', ''],
  ['', ''],
  ['a%b%', 'a_b_'],
  ['Ünïcode Näme', 'unicode_name'],
  ['straßeÆon', 'strasse_aeon'],
  ['Имя Клиента', 'imya_klienta'],
  ['αριθμός', 'arithmos'],
  ['東京Tower', 'dong_jing_tower'],
  ['Dữ liệu №5', 'du_lieu_no_5'],
  ['\ud800x', 'x'],
  ['userIDs', 'user_ids'],
  ['iPhone', 'i_phone'],
  ['CamelCase2Test', 'camel_case_2_test'],
])('writes %j as %j', (key, name) => {
  expect(snakeCase(key)).toBe(name)
})
